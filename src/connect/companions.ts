import type { MemberPath } from '../ir/limits.ts';

/** Members that make sense together only. */
export const COMPANIONS: Readonly<Record<MemberPath, readonly MemberPath[]>> = {
  'ipsecProposals.esp': ['ipsecProposals.ah'],
  'ipsecProposals.ah': ['ipsecProposals.esp'],
  'peers.localAuthentication': ['peers.remoteAuthentication', 'ikeProposals.authenticationMethod'],
  'peers.remoteAuthentication': ['peers.localAuthentication', 'ikeProposals.authenticationMethod'],
  'ikeProposals.authenticationMethod': ['peers.localAuthentication', 'peers.remoteAuthentication'],
};
/** What a member needs where the gateway has nothing of it yet: another version other algorithms, another method other keys. */
export const NEEDED: Readonly<Record<MemberPath, readonly MemberPath[]>> = {
  'peers.versions': [
    'peers.exchangeModes',
    'ikeProposals.hashes',
    'ikeProposals.integrity',
    'ikeProposals.prfs',
  ],
  'peers.localAuthentication': ['peers.preSharedKeys', 'peers.certificates'],
  'peers.remoteAuthentication': ['peers.preSharedKeys', 'peers.certificates'],
  'ikeProposals.authenticationMethod': ['peers.preSharedKeys', 'peers.certificates'],
};
/** An identity that is the address goes with it. */
export const IDENTITIES: Readonly<Record<MemberPath, MemberPath>> = {
  'peers.remote': 'peers.remoteIds',
  'policies.tunnel.local': 'peers.localId',
};
