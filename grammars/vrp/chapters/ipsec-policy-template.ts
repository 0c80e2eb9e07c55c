import { chapter, command } from '../../notation/command.ts';
import * as shared from './policy-commands.ts';

/**
 * View of `ipsec policy-template NAME SEQ`: the device only answers. AR configuration guide 0069, NE40E command
 * reference; `match ike-identity` of AR.
 */
export const ipsecPolicyTemplate = chapter('ipsec-policy-template', {
  description: shared.description,
  alias: shared.alias,
  securityAcl: shared.securityAcl,
  pfs: shared.pfs,
  ikePeer: shared.ikePeerReference,
  proposal: shared.proposalReference,
  matchIdentity: command('match ike-identity <identity-name:string 1..15>', {
    undo: 'match ike-identity',
    refersTo: { view: 'ike-identity', argument: 'identity-name' },
  }),
  tunnelLocal: command('tunnel local { from: applied-interface | <address:address> }', {
    undo: 'tunnel local',
  }),
  localAddress: shared.localAddress,
  saDurationTraffic: shared.saDurationTraffic,
  saDurationTime: shared.saDurationTime,
  antiReplayWindow: shared.antiReplayWindow,
  saAntiReplay: shared.saAntiReplay,
  dfBit: shared.dfBit,
  fragmentation: shared.fragmentation,
  routeInject: shared.routeInject,
  qosGroup: shared.qosGroup,
  qosPreClassify: shared.qosPreClassify,
  speedLimit: shared.speedLimit,
  loadBalance: shared.loadBalance,
  log: shared.log,
  setDscp: shared.setDscp,
  setServiceClass: shared.setServiceClass,
});
