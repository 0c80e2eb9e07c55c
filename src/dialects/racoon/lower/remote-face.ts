import type { remote } from '../../../../grammars/racoon/schema/phases.ts';
import type { Face } from './context.ts';

/** A `remote` read through the names of its directives. */
export type RemoteFace = Face<(typeof remote)['directives']>;
