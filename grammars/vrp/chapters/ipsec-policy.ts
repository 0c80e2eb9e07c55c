import { chapter, command } from '../../notation/command.ts';
import { defaultOf, everywhere, PROFILES } from '../profiles.ts';
import * as shared from './policy-commands.ts';
import { noEquivalent } from './unread.ts';

/**
 * View of `ipsec policy NAME SEQ isakmp`. USG6000E configuration guide 0115 and 0116, command reference "sa
 * trigger-mode", "sa duration"; order of lines as saved by a USG6000; NE40E command reference.
 */
export const ipsecPolicy = chapter('ipsec-policy-isakmp', {
  description: shared.description,
  alias: shared.alias,
  securityAcl: shared.securityAcl,
  pfs: shared.pfs,
  ikePeer: shared.ikePeerReference,
  proposal: shared.proposalReference,
  tunnelLocal: command('tunnel local { from: applied-interface | <address:address> }', {
    undo: 'tunnel local',
  }),
  localAddress: shared.localAddress,
  saTriggerMode: command('sa trigger-mode <mode:auto|traffic-based>', {
    undo: 'sa trigger-mode',
    defaults: {
      ...everywhere('sa trigger-mode traffic-based'),
      ...defaultOf(['ar-v2r3'], 'sa trigger-mode auto'),
    },
  }),
  saDurationTraffic: shared.saDurationTraffic,
  saDurationTime: shared.saDurationTime,
  antiReplayWindow: shared.antiReplayWindow,
  saAntiReplay: shared.saAntiReplay,
  dfBit: shared.dfBit,
  fragmentation: shared.fragmentation,
  respondOnly: shared.respondOnly,
  routeInject: shared.routeInject,
  policyEnable: command('policy enable', {
    negates: 'policy enable',
    defaults: defaultOf(PROFILES, 'policy enable'),
  }),
  qosGroup: shared.qosGroup,
  qosPreClassify: shared.qosPreClassify,
  smartLink: command('smart-link profile <profile:string 1..15>', {
    undo: 'smart-link profile',
    unread: noEquivalent('choose the link by hand'),
  }),
  speedLimit: shared.speedLimit,
  loadBalance: shared.loadBalance,
  log: shared.log,
  setDscp: shared.setDscp,
  setServiceClass: shared.setServiceClass,
});
