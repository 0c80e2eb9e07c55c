import { chapter, command } from '../../notation/command.ts';
import * as shared from './policy-commands.ts';

/**
 * View of `ipsec profile NAME`, bound to tunnel interfaces, and of `ipsec policy NAME profile` (NE). AR V200R006 VPN
 * guide, virtual tunnel interface example; NE40E command reference.
 */
export const ipsecProfile = chapter('ipsec-profile', {
  description: shared.description,
  alias: shared.alias,
  ikePeer: shared.ikePeerReference,
  proposal: shared.proposalReference,
  remoteIdentity: command('remote ike-identity <identity-name:string 1..15>', {
    undo: 'remote ike-identity',
    refersTo: { view: 'ike-identity', argument: 'identity-name' },
  }),
  matchIdentity: command('match ike-identity <identity-name:string 1..15>', {
    undo: 'match ike-identity',
    refersTo: { view: 'ike-identity', argument: 'identity-name' },
  }),
  pfs: shared.pfs,
  saDurationTraffic: shared.saDurationTraffic,
  saDurationTime: shared.saDurationTime,
  antiReplayWindow: shared.antiReplayWindow,
  saAntiReplay: shared.saAntiReplay,
  dfBit: shared.dfBit,
  fragmentation: shared.fragmentation,
  respondOnly: shared.respondOnly,
  qosGroup: shared.qosGroup,
  qosPreClassify: shared.qosPreClassify,
  speedLimit: shared.speedLimit,
  loadBalance: shared.loadBalance,
  log: shared.log,
  setDscp: shared.setDscp,
  setServiceClass: shared.setServiceClass,
});
