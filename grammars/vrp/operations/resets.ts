import { chapter, command } from '../../notation/command.ts';
import { VRP5 } from '../profiles.ts';

const OLD_AND_NEW_AR = ['ar-v2r3', 'ar'] as const;

/**
 * Commands of user view that clear SAs, counters and histories: AR500 V200R007 command reference ("reset ike sa"), USG6000E
 * command reference ("reset ike sa", "reset ipsec sa"), NE40E command reference; `reference/vrp.md` 3.11.
 */
export const resets = chapter('user', {
  resetIkeSa: [
    command('reset ike sa { which: all | conn-id <connection:1..200704> }', {
      profiles: OLD_AND_NEW_AR,
      level: 3,
    }),
    // Releases of AR behind V200R007 are said to have it; it is read, never written.
    command('reset ike sa remote <remote:address>', { profiles: ['ar'], level: 3 }),
    command(
      'reset ike sa [ conn-id <connection:1..4294967295> | remote <remote:address> ] [ slot <slot:int> cpu <cpu:int> ]',
      { profiles: ['usg'], level: 3 },
    ),
    command(
      'reset ike sa [ <connection:1..65535> | remote <remote:address> ] [ slot <slot:int> ] [ speed <speed:1..200> ]',
      { profiles: ['ne'], level: 2 },
    ),
  ],
  resetIpsecSa: [
    command(
      'reset ipsec sa [ remote <remote:address> | policy <policy:string 1..15> [ <sequence:1..10000> ] | profile <profile:string 1..15> | parameters <destination:address> <protocol:ah|esp> <spi:256..4294967295> | slot <slot:int> cpu <cpu:int> ]',
      { profiles: ['usg'], level: 3 },
    ),
    command(
      'reset ipsec sa [ remote <remote:address> | parameters <destination:address> <protocol:ah|esp> <spi:256..4294967295> | efficient-vpn <evpn:string 1..64> | policy <policy:string 1..15> [ <sequence:1..10000> ] | profile <profile:string 1..15> ]',
      { profiles: OLD_AND_NEW_AR, level: 3 },
    ),
    command(
      'reset ipsec sa [ parameters <destination:address> <protocol:ah|esp> <spi:256..4294967295> | policy <policy:string 1..15> [ <sequence:1..10000> ] | remote <remote:address> ] [ slot <slot:int> ] [ speed <speed:1..200> ]',
      { profiles: ['ne'], level: 2 },
    ),
  ],
  resetIkeStatistics: [
    command('reset ike statistics { scope: v1 | v2 | all | msg }', { profiles: VRP5, level: 3 }),
    command('reset ike statistics { scope: all | msg } [ slot <slot:int> ]', {
      profiles: ['ne'],
      level: 2,
    }),
  ],
  resetIkev2Statistics: command('reset ikev2 statistics', { profiles: VRP5, level: 3 }),
  resetIpsecStatistics: [
    command('reset ipsec statistics', { level: 3 }),
    command('reset ipsec sa-expire statistics [ slot <slot:int> ]', { profiles: ['ne'], level: 2 }),
  ],
  resetOfflineLog: [
    command('reset ike offline-info', { profiles: VRP5, level: 3 }),
    command('reset ipsec history record', { profiles: VRP5, level: 3 }),
    command('reset ike offline history', { profiles: ['ne'], level: 2 }),
  ],
  resetFailureLog: [
    command('reset ike error-info', { profiles: VRP5, level: 3 }),
    command('reset ike error history', { profiles: ['ne'], level: 2 }),
  ],
});
