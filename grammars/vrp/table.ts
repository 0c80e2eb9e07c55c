import { commandTable } from '../notation/command-table.ts';
import { accessList } from './chapters/access-list.ts';
import { ikePeer } from './chapters/ike-peer.ts';
import { ikeProposal } from './chapters/ike-proposal.ts';
import { interfaceView } from './chapters/interface.ts';
import { ipsecPolicy } from './chapters/ipsec-policy.ts';
import { ipsecProposal } from './chapters/ipsec-proposal.ts';
import { system } from './chapters/system.ts';

/** Families of devices whose commands, defaults and listings differ (`reference/vrp.md`). */
export const PROFILES = ['ar', 'usg'] as const;
export type Profile = (typeof PROFILES)[number];

const CHAPTERS = [system, accessList, ipsecProposal, ikeProposal, ikePeer, ipsecPolicy, interfaceView];

/** Every configuration command that is read, over all views and profiles. */
export const table = commandTable(CHAPTERS, PROFILES);
