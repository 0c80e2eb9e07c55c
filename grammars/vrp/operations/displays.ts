import { chapter, command } from '../../notation/command.ts';
import { VRP5 } from '../profiles.ts';

const ID_TYPE = '[ remote-id-type <id-type:ip|fqdn|user-fqdn|dn|key-id> ]' as const;
const BOARD = '[ slot <slot:int> cpu <cpu:int> ]' as const;
const ROLE = '[ role: active | standby ]' as const;
const SYSTEMS = '[ systems: all-systems | vsys <vsys:string> ]' as const;
const POLICY = 'policy <policy:string 1..15> [ <sequence:1..10000> ]' as const;

/**
 * Commands of every view that show SAs, logs, counters and the configuration: USG6000E command reference ("display ike sa",
 * "display ike offline-info", "display ipsec sa"), AR V200R010 command reference (list of commands), NE40E command
 * reference; `reference/vrp.md` 3.1 to 3.10.
 */
export const displays = chapter('any', {
  displayIkeSa: [
    command(
      'display ike sa [ version: v2 ] [ conn-id <connection:1..4294967295> | peer-name <peer:string 1..15> | phase <phase:1|2> | remote <remote:address> ] [ detail: verbose ]',
      { profiles: ['ar-v2r3'] },
    ),
    command('display ike sa [ remote <remote:address> ]', { profiles: ['ar'] }),
    command(`display ike sa ${ID_TYPE} remote-id <id:string 1..255>`, { profiles: ['ar'] }),
    command(
      `display ike sa { detail: verbose } [ remote <remote:address> | connection-id <connection:1..4294967295> | ${ID_TYPE} remote-id <id:string 1..255> ]`,
      { profiles: ['ar'] },
    ),
    command(`display ike sa [ remote <remote:address> ] ${BOARD} ${ROLE} ${SYSTEMS}`, { profiles: ['usg'] }),
    command(`display ike sa ${ID_TYPE} remote-id <id:string 1..255> ${BOARD} ${ROLE} ${SYSTEMS}`, {
      profiles: ['usg'],
    }),
    command(
      `display ike sa { detail: verbose } { remote <remote:address> | connection-id <connection:1..4294967295> | ${ID_TYPE} remote-id <id:string 1..255> } ${BOARD} ${ROLE} ${SYSTEMS}`,
      { profiles: ['usg'] },
    ),
    command(
      'display ike sa [ remote <remote:address> | slot <slot:int> | peer <peer:string 1..15> [ identity <id:string 1..255> ] ]',
      { profiles: ['ne'] },
    ),
    command(
      'display ike sa { detail: verbose } { remote <remote:address> | conn_id <connection:1..65535> slot <slot:int> | peer <peer:string 1..15> [ identity <id:string 1..255> ] }',
      { profiles: ['ne'] },
    ),
    command('display ike sa status { homing: single-homing | multi-homing <homing-role:master|slave> }', {
      profiles: ['ne'],
    }),
  ],
  displayIpsecSa: [
    command(
      `display ipsec sa [ form: brief | duration | ${POLICY} | profile <profile:string 1..15> | remote <remote:address> | efficient-vpn <evpn:string 1..64> ]`,
      { profiles: ['ar-v2r3', 'ar'] },
    ),
    command(
      `display ipsec sa [ form: brief | duration | ${POLICY} | profile <profile:string 1..15> | remote <remote:address> ] ${BOARD} ${ROLE} ${SYSTEMS}`,
      { profiles: ['usg'] },
    ),
    command('display ipsec sa [ form: brief ] [ slot <slot:int> ]', { profiles: ['ne'] }),
    command(`display ipsec sa [ of-vpn: vpn ] { form: ${POLICY} | remote <remote:address> }`, {
      profiles: ['ne'],
    }),
    command('display ipsec sa { form: duration }', { profiles: ['ne'] }),
    command('display ipsec sa { origin: manual | name <sa-name:string 1..15> } [ form: brief ]', {
      profiles: ['ne'],
    }),
    command(
      'display ipsec sa [ vpn-instance <vpn:string 1..31> ] flow-destination <destination:address> <length:string>',
      { profiles: ['ne'] },
    ),
  ],
  displayIkePeer: [
    command('display ike peer [ name <peer:string 1..15> ] [ detail: verbose ]', { profiles: ['ar-v2r3'] }),
    command('display ike peer [ form: brief | name <peer:string 1..15> ]', { profiles: ['ar', 'usg', 'ne'] }),
  ],
  displayIkeProposal: command('display ike proposal [ number <number:string 1..15> ]'),
  displayIpsecProposal: command('display ipsec proposal [ form: brief | name <proposal:string 1..15> ]'),
  displayIpsecPolicy: command(
    'display ipsec policy [ form: brief | name <policy:string 1..15> [ <sequence:1..10000> ] ]',
  ),
  displayIpsecTemplate: command(
    'display ipsec policy-template [ form: brief | name <policy:string 1..15> [ <sequence:1..10000> ] ]',
  ),
  displayIpsecProfile: command('display ipsec profile [ form: brief | name <policy:string 1..15> ]'),
  displayOfflineLog: [
    command('display ike offline-info [ peer <peer-address:address> ]', { profiles: ['ar-v2r3', 'ar'] }),
    command(`display ike offline-info [ peer <peer-address:address> ] ${BOARD}`, { profiles: ['usg'] }),
    command('display ike offline history [ peer-ip <peer-address:address> ]', { profiles: ['ne'] }),
  ],
  displayOfflineRecord: command('display ipsec history record [ remote-address <peer-address:address> ]', {
    profiles: VRP5,
  }),
  displayFailureLog: [
    command('display ike error-info [ detail: verbose ] [ peer <peer-address:address> ]', {
      profiles: VRP5,
    }),
    command('display ike error history [ peer-ip <peer-address:address> ]', { profiles: ['ne'] }),
  ],
  displayIkeStatistics: [
    command('display ike statistics { scope: v1 | v2 | all | msg }', { profiles: VRP5 }),
    command('display ike statistics { scope: all | msg | v2 } [ slot <slot:int> ]', { profiles: ['ne'] }),
  ],
  displayIkev2Statistics: command('display ikev2 statistics <part:error|notify-info|packet|sa>', {
    profiles: VRP5,
  }),
  displayIpsecStatistics: [
    command('display ipsec statistics'),
    command('display ipsec packet statistics', { profiles: VRP5 }),
  ],
  displayIkeSettings: command('display ike global config', { profiles: VRP5 }),
  displayIpsecSettings: command('display ipsec global config', { profiles: VRP5 }),
  displayIkeIdentity: command('display ike identity [ name <identity:string 1..15> ]', { profiles: VRP5 }),
  displayAccessList: command(
    'display acl { list: all | <number:2000..3999> | name <list-name:string 1..64> }',
  ),
  displayCurrent: [
    command(
      'display current-configuration [ part: configuration [ <type:string> [ <name:string> ] ] | interface [ <interface:rest> ] ]',
      { level: 3 },
    ),
    command('display current-configuration { extent: all | inactive | include-default }', {
      profiles: ['ne'],
      level: 3,
    }),
  ],
  displaySaved: command('display saved-configuration', { level: 3 }),
  displayThis: command('display this [ extent: include-default ]'),
});
