import { chapter, command } from '../../notation/command.ts';
import { noEquivalent } from './unread.ts';

/**
 * View of `ipsec policy NAME SEQ isakmp`. USG6000E configuration guide 0115 and 0116, command reference "sa
 * trigger-mode", "sa duration"; order of lines as saved by a USG6000.
 */
export const ipsecPolicy = chapter('ipsec-policy-isakmp', {
  description: command('description <text:rest 1..127>', { undo: 'description' }),
  alias: command('alias <text:rest 1..63>', {
    undo: 'alias',
    unread: noEquivalent('use the description'),
  }),
  securityAcl: command('security acl <number:3000..3999> [ source: dynamic-source ]', {
    undo: 'security acl',
    refersTo: { view: 'acl-advanced', argument: 'number' },
  }),
  pfs: command(
    'pfs <group:dh-group1|dh-group2|dh-group5|dh-group14|dh-group15|dh-group16|dh-group18|dh-group19|dh-group20|dh-group21>',
    { undo: 'pfs' },
  ),
  ikePeer: command('ike-peer <name:string 1..15>', {
    undo: 'ike-peer',
    refersTo: { view: 'ike-peer', argument: 'name' },
  }),
  proposal: command('proposal <name:string 1..15>', {
    holds: 'list',
    undo: 'proposal [ <name:string 1..15> ]',
    refersTo: { view: 'ipsec-proposal', argument: 'name' },
  }),
  tunnelLocal: command('tunnel local { from: applied-interface | <address:address> }', {
    undo: 'tunnel local',
  }),
  saTriggerMode: command('sa trigger-mode <mode:auto|traffic-based>', {
    undo: 'sa trigger-mode',
    defaults: { ar: 'sa trigger-mode traffic-based', usg: 'sa trigger-mode traffic-based' },
  }),
  saDurationTraffic: command('sa duration traffic-based <kilobytes:0..200000000>', {
    undo: 'sa duration traffic-based',
  }),
  saDurationTime: command('sa duration time-based <seconds:30..604800>', {
    undo: 'sa duration time-based',
  }),
  antiReplayWindow: command('anti-replay window <packets:32|64|128|256|512|1024>', {
    undo: 'anti-replay window',
  }),
  respondOnly: command('respond-only enable', { undo: 'respond-only enable' }),
  routeInject: command('route inject <kind:static|dynamic> [ preference <value:1..255> ]', {
    undo: 'route inject',
  }),
  policyEnable: command('policy enable', {
    negates: 'policy enable',
    defaults: { ar: 'policy enable', usg: 'policy enable' },
  }),
  qosGroup: command('qos group <group:0..99>', {
    undo: 'qos group',
    unread: noEquivalent('mark or queue the traffic by hand'),
  }),
  qosPreClassify: command('qos pre-classify', {
    undo: 'qos pre-classify',
    unread: noEquivalent('mark or queue the traffic by hand'),
  }),
  smartLink: command('smart-link profile <profile:string 1..15>', {
    undo: 'smart-link profile',
    unread: noEquivalent('choose the link by hand'),
  }),
  speedLimit: command('speed-limit <direction:inbound|outbound> <rate:int>', {
    undo: 'speed-limit <direction:inbound|outbound>',
    unread: noEquivalent('limit the rate by hand'),
  }),
});
