import type { MemberPath } from '../ir/limits.ts';

/** What one end says where the other end says `path`: mirror images have each other's member, the rest their own. */
export function counterpartOf(path: MemberPath): MemberPath {
  return MIRRORED[path] ?? path;
}
const MIRRORED: Readonly<Record<MemberPath, MemberPath>> = {
  'peers.remote': 'policies.tunnel.local',
  'policies.tunnel.local': 'peers.remote',
  'peers.localId': 'peers.remoteIds',
  'peers.remoteIds': 'peers.localId',
  'peers.localAuthentication': 'peers.remoteAuthentication',
  'peers.remoteAuthentication': 'peers.localAuthentication',
  'ike.heartbeat.timeoutSeconds': 'ike.heartbeat.sendIntervalSeconds',
  'ike.heartbeat.sendIntervalSeconds': 'ike.heartbeat.timeoutSeconds',
};

/** Where the members of a path are kept: the last name of the path is the member, the ones between lead to it. */
export interface Holder {
  readonly root: 'ike' | 'peers' | 'ikeProposals' | 'ipsecProposals' | 'policies' | 'manualSas';
  readonly names: readonly string[];
}
export function holderOf(path: MemberPath): Holder {
  const [root = '', ...names] = path.split('.');
  switch (root) {
    case 'ike':
    case 'peers':
    case 'ikeProposals':
    case 'ipsecProposals':
    case 'policies':
    case 'manualSas':
      return { root, names };
    default:
      throw new Error(`${path} is no parameter of a tunnel`);
  }
}
