import type { Layout } from '../../../text/layout/layout.ts';
import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const OFFLINE = {
  header: [
    '  Current info Num :{total} ',
    '  Ike offline information:',
    `${'-'.repeat(77)}   `,
    '  peer              offline-reason              version     offline-time        ',
    `${'-'.repeat(77)}   `,
  ],
  row: ['  {peer<18}{reason<28}{version<12}{time<20}'],
  footer: [`${'-'.repeat(77)}   `],
};

/** `display ike offline-info`, on NE routers `display ike offline history` (`reference/vrp.md` 3.9). */
export const offlineLayouts: LayoutsByVariant = {
  ar: OFFLINE,
  usg: OFFLINE,
  'ar-v2r3': OFFLINE,
  // USG6000E.
  'usg-6000e': {
    header: [
      '  Current info Num :{total} ',
      '  Ike offline information:',
      '-'.repeat(100),
      '  peer               port    offline-reason       version     offline-time',
      '-'.repeat(101),
    ],
    row: ['  {peer<19}{port<9}{reasonHyphenated<20}{version<12}{timeSlashed}'],
    footer: ['-'.repeat(101)],
  },
  ne: {
    header: [
      'IKE Offline Information for Slot : 1',
      'Current Record Number : {total}',
      '-'.repeat(100),
      'PEER                  VPN             TIME                      REASON',
      '-'.repeat(100),
    ],
    row: ['{peer<22}{vpn<16}{time<26}{reason}'],
    footer: ['-'.repeat(100)],
  },
};

function record(vpn: string): Omit<Layout, 'patterns'> {
  return {
    header: ['IPSec history record:', 'Current record number: {total}'],
    row: [
      '='.repeat(31),
      'Interface              : {interface}',
      'remote-address         : {peer}',
      'remote-port            : {port}',
      `${vpn.padEnd(23)}: {public}`,
      'flow-source            : {flowSource}',
      'flow-destination       : {flowDestination}',
      'last-offline-reason    : {reason}',
      'last-offline-time      : {time}',
      'offline-times-in-24Hour: {times}',
    ],
    footer: [],
  };
}

/** `display ipsec history record`: one for each tunnel. */
export const historyLayouts: LayoutsByVariant = {
  ar: record('VPN instance'),
  usg: record('VPN instance/VSYS name'),
  'ar-v2r3': record('VPN instance'),
};

const FAILURES = {
  header: [
    '  current info Num :{total}',
    '  Ike error information:',
    '-'.repeat(77),
    '  peer            port     error-reason                version   error-time',
    '-'.repeat(77),
  ],
  row: ['  {peer<16}{port<9}{cause<28}{version<10}{time}'],
  footer: ['-'.repeat(77)],
};

/** `display ike error-info`, on NE routers `display ike error history`: found in no source, like the above. */
export const failureLayouts: LayoutsByVariant = {
  ar: FAILURES,
  usg: FAILURES,
  'ar-v2r3': FAILURES,
  ne: {
    header: [
      'IKE Error Information for Slot : 1',
      'Current Record Number : {total}',
      '-'.repeat(100),
      'PEER                  VPN             TIME                      REASON',
      '-'.repeat(100),
    ],
    row: ['{peer<22}{vpn<16}{time<26}{cause}'],
    footer: ['-'.repeat(100)],
  },
};
