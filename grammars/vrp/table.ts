import { commandTable } from '../notation/command-table.ts';
import { accessList, accessList6 } from './chapters/access-list.ts';
import { efficientVpn } from './chapters/efficient-vpn.ts';
import { ikeDpd } from './chapters/ike-dpd.ts';
import { ikeIdentity } from './chapters/ike-identity.ts';
import { ikePeer } from './chapters/ike-peer.ts';
import { ikeProposal } from './chapters/ike-proposal.ts';
import { ikeUser, ikeUserTable } from './chapters/ike-user.ts';
import { interfaceView } from './chapters/interface.ts';
import { ipsecPolicy } from './chapters/ipsec-policy.ts';
import { ipsecPolicyManual } from './chapters/ipsec-policy-manual.ts';
import { ipsecPolicyTemplate } from './chapters/ipsec-policy-template.ts';
import { ipsecProfile } from './chapters/ipsec-profile.ts';
import { ipsecProposal } from './chapters/ipsec-proposal.ts';
import { ipsecSa } from './chapters/ipsec-sa.ts';
import { system } from './chapters/system.ts';
import { PROFILES } from './profiles.ts';

const CHAPTERS = [
  system,
  accessList,
  accessList6,
  ipsecProposal,
  ikeProposal,
  ikeDpd,
  ikeIdentity,
  ikeUserTable,
  ikeUser,
  ikePeer,
  ipsecSa,
  efficientVpn,
  ipsecProfile,
  ipsecPolicyTemplate,
  ipsecPolicy,
  ipsecPolicyManual,
  interfaceView,
];

/** Every configuration command that is read, over all views and profiles. */
export const table = commandTable(CHAPTERS, PROFILES);
