import { command } from '../../notation/command.ts';
import { noEquivalent } from './unread.ts';
import { VRP5 } from '../profiles.ts';

/** Commands that several views of a policy share (`reference/vrp.md` 2.5, the column "V"). */

export const description = command('description <text:rest 1..127>', { undo: 'description' });
export const alias = command('alias <text:rest 1..63>', {
  undo: 'alias',
  unread: noEquivalent('use the description'),
});
export const securityAcl = [
  command('security acl <number:3000..3999> [ source: dynamic-source ]', {
    undo: 'security acl',
    refersTo: { view: ['acl-advanced', 'acl6-advanced'], argument: 'number' },
  }),
  command('security acl name <acl-name:string 1..64> [ source: dynamic-source ]', { undo: 'security acl' }),
  command('security acl ipv6 <number6:3000..3999>', { undo: 'security acl ipv6' }),
  command('security acl ipv6 name <acl6-name:string 1..64>', { undo: 'security acl ipv6' }),
] as const;
export const pfs = command(
  'pfs <group:dh-group1|dh-group2|dh-group5|dh-group14|dh-group15|dh-group16|dh-group18|dh-group19|dh-group20|dh-group21>',
  { undo: 'pfs' },
);
export const ikePeerReference = command('ike-peer <name:string 1..15>', {
  undo: 'ike-peer [ <name:string 1..15> ]',
  refersTo: { view: 'ike-peer', argument: 'name' },
});
export const proposalReference = command('proposal <names:string 1..15>*', {
  holds: 'list',
  undo: 'proposal [ <names:string 1..15>* ]',
  refersTo: { view: 'ipsec-proposal', argument: 'names' },
});
export const localAddress = command('local-address <local:address>', { undo: 'local-address' });
export const saDurationTraffic = [
  command('sa duration traffic-based <kilobytes:0..200000000>', {
    profiles: VRP5,
    undo: 'sa duration traffic-based',
  }),
  command('sa duration traffic-based <kilobytes:8000..200000000|disable>', {
    profiles: ['ne'],
    undo: 'sa duration traffic-based',
  }),
] as const;
export const saDurationTime = [
  command('sa duration time-based <seconds:30..604800>', {
    profiles: VRP5,
    undo: 'sa duration time-based',
  }),
  command('sa duration time-based <seconds:480..604800>', {
    profiles: ['ne'],
    undo: 'sa duration time-based',
  }),
] as const;
export const antiReplayWindow = command('anti-replay window <packets:32|64|128|256|512|1024>', {
  profiles: VRP5,
  undo: 'anti-replay window',
});
export const saAntiReplay = [
  command('sa anti-replay <state:enable|disable>', { profiles: ['ne'], undo: 'sa anti-replay' }),
  command('sa anti-replay window <packets:32|64|128|256|512|1024>', {
    profiles: ['ne'],
    undo: 'sa anti-replay',
  }),
] as const;
export const respondOnly = command('respond-only enable', { undo: 'respond-only enable' });
export const routeInject = command('route inject <kind:static|dynamic> [ preference <value:1..255> ]', {
  undo: 'route inject',
});
export const qosGroup = command('qos group <group:0..99>', {
  undo: 'qos group',
  unread: noEquivalent('mark or queue the traffic by hand'),
});
export const qosPreClassify = command('qos pre-classify', {
  undo: 'qos pre-classify',
  unread: noEquivalent('mark or queue the traffic by hand'),
});
export const speedLimit = command('speed-limit <direction:inbound|outbound> <rate:int>', {
  undo: 'speed-limit <direction:inbound|outbound>',
  unread: noEquivalent('limit the rate by hand'),
});

/** Leaves of the NE routers alone (NE40E command reference). */
export const dfBit = command('ipsec df-bit <bit:clear|set|copy>', { undo: 'ipsec df-bit' });
export const fragmentation = command('ipsec fragmentation before-encryption', {
  undo: 'ipsec fragmentation before-encryption',
});
export const loadBalance = command(
  'ipsec load-balance hash-arithmetic <arithmetic:arithmetic1|arithmetic2|arithmetic3>',
  {
    undo: 'ipsec load-balance hash-arithmetic',
    unread: noEquivalent('nothing: it concerns the boards of the device'),
  },
);
export const log = command('log <log-state:enable|disable>', {
  undo: 'log',
  unread: noEquivalent('set up logging by hand'),
});
export const setDscp = command('set dscp <dscp-value:string 1..16>', {
  undo: 'set dscp',
  unread: noEquivalent('mark the traffic by hand'),
});
export const setServiceClass = command('set service-class <class:string 1..16>', {
  undo: 'set service-class',
  unread: noEquivalent('mark the traffic by hand'),
});
