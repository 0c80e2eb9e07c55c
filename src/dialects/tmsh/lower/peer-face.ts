import type { ikePeer } from '../../../../grammars/tmsh/schema/ipsec.ts';
import type { Face } from './context.ts';

/** An ike-peer, read through the names of its schema. */
export type PeerFace = Face<(typeof ikePeer)['properties']>;
