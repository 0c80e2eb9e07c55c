import { each, optional } from '../../../text/layout/layout.ts';
import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const INTERFACE = (more: readonly string[] = []): readonly string[] => [
  '='.repeat(31),
  'Interface: {interface}',
  ...more,
  '='.repeat(31),
  '',
];

const USG = {
  header: ['', 'ipsec sa information:', ''],
  heading: INTERFACE(),
  row: [
    `  ${'-'.repeat(29)}`,
    optional('  IPSec policy name: "{policy}"'),
    optional('  IPSec profile name: "{profile}"'),
    optional('  Sequence number  : {sequence}'),
    optional('  Acl group        : {accessList}'),
    optional('  Acl rule         : {rule}'),
    '  Mode             : {origin}',
    `  ${'-'.repeat(29)}`,
    '    Connection ID     : {connectionId}',
    '    Encapsulation mode: {mode}',
    '    Holding time      : {holding}',
    '    Tunnel local      : {local}',
    '    Tunnel remote     : {remote}',
    optional('    Flow source       : {flowSource}'),
    optional('    Flow destination  : {flowDestination}'),
    '',
    each(
      'outbound',
      [
        '    [Outbound {protocol} SAs] ',
        '      SPI: {spi} (0x{spiHexadecimal})',
        '      Proposal: {proposal}',
        '      SA remaining key duration (kilobytes/sec): {kilobytes}/{seconds}',
        '      Max sent sequence-number: {nextNumber<10}',
        '      UDP encapsulation used for NAT traversal: {udp}',
        '      SA encrypted packets (number/bytes): {packets}/{bytes}',
      ],
      [''],
    ),
    '',
    each(
      'inbound',
      [
        '    [Inbound {protocol} SAs] ',
        '      SPI: {spi} (0x{spiHexadecimal})',
        '      Proposal: {proposal}',
        '      SA remaining key duration (kilobytes/sec): {kilobytes}/{seconds}',
        '      Max received sequence-number: {sequenceNumber}',
        '      UDP encapsulation used for NAT traversal: {udp}',
        '      SA decrypted packets (number/bytes): {packets}/{bytes}',
        '      Anti-replay : {antiReplay}',
        optional('      Anti-replay window size: {replayWindow}'),
      ],
      [''],
    ),
  ],
  between: [''],
  footer: [],
  also: ['    Qos pre-classify  : {ignored}', '    Qos group         : {ignored}'],
};

/** `display ipsec sa` of each family of devices (`reference/vrp.md` 3.5). */
export const ipsecSaLayouts: LayoutsByVariant = {
  'ar-v2r3': {
    header: [],
    heading: ['', ...INTERFACE([' Path MTU: {mtu}'])],
    row: [
      `  ${'-'.repeat(29)}`,
      optional('  IPSec policy name: "{policy}"'),
      optional('  IPSec profile name: "{profile}"'),
      optional('  Sequence number  : {sequence}'),
      optional('  Acl Group        : {accessList}'),
      optional('  Acl rule         : {rule}'),
      '  Mode             : {originOfOldAr}',
      `  ${'-'.repeat(29)}`,
      '    Connection ID     : {connectionId}',
      '    Encapsulation mode: {mode}',
      '    Tunnel local      : {localAlone}',
      '    Tunnel remote     : {remoteAlone}',
      optional('    Flow source       : {flowSourceOfOldAr}'),
      optional('    Flow destination  : {flowDestinationOfOldAr}'),
      '    Qos pre-classify  : {qos}',
      '',
      each(
        'outbound',
        [
          '    [Outbound {protocol} SAs] ',
          '      SPI: {spi} (0x{spiHexadecimal})',
          '      Proposal: {proposal}',
          '      SA remaining key duration (bytes/sec): {bytesLeft}/{seconds}',
          '      Max sent sequence-number: {sequenceNumber}',
          '      UDP encapsulation used for NAT traversal: {udp}',
        ],
        [''],
      ),
      '',
      each(
        'inbound',
        [
          '    [Inbound {protocol} SAs] ',
          '      SPI: {spi} (0x{spiHexadecimal})',
          '      Proposal: {proposal}',
          '      SA remaining key duration (bytes/sec): {bytesLeft}/{seconds}',
          '      Max received sequence-number: {sequenceNumber}',
          '      Anti-replay window size: {replayWindow}',
          '      UDP encapsulation used for NAT traversal: {udp}',
        ],
        [''],
      ),
    ],
    between: [''],
    footer: [],
    // Releases V200R006 count packets.
    also: [
      '    Qos group         : {ignored}',
      '      Outpacket count       : {ignored}',
      '      Outpacket encap count : {ignored}',
      '      Outpacket drop count  : {ignored}',
      '      Inpacket count        : {ignored}',
      '      Inpacket decap count  : {ignored}',
      '      Inpacket drop count   : {ignored}',
    ],
  },
  ar: USG,
  usg: USG,
  ne: {
    header: [
      'IKE IP Security Association :',
      '================================== ',
      'IPsec SA Information for Slot : 1',
      '='.repeat(34),
      '',
    ],
    heading: [`${'='.repeat(31)} `, 'Interface: {interface}', '='.repeat(31), ''],
    row: [
      `  ${'-'.repeat(29)}`,
      '  IPsec policy name: "{policyOrProfile}"',
      '  sequence number: {sequence}',
      '  instance id: {zero}',
      '  mode: {originOfNe}',
      '  vpn: {vpn}',
      '  ext: {dash}',
      `  ${'-'.repeat(29)}`,
      '    connection id: {connectionId}',
      optional('    rule number: {rule}'),
      '    encapsulation mode: {modeOfNe}',
      '    tunnel local: {localAlone}    tunnel remote: {remoteAlone}',
      optional('    flow source: {flowSourceOfNe}'),
      optional('    flow destination: {flowDestinationOfNe}'),
      '    input/output security packets: {packetsIn}/{packetsOut}',
      '    input/output security kilobytes: {kilobytesIn}/{kilobytesOut}',
      '    input/output bandwidth limit drop packets: {zero}/{zeroToo}',
      '    input/output bandwidth limit drop kilobytes: {zero}/{zeroToo}',
      '',
      each(
        'inbound',
        [
          '    [inbound {protocol} SAs]',
          '      establish: {established}',
          '      spi: {spi} (0x{spiHexadecimal})',
          '      vpn: - said: {number}',
          '      proposal: {proposalOfNe}',
          '      sa remaining key duration (kilobytes/sec): {kilobytesOrNone}/{seconds}',
          '      max received sequence-number: {sequenceNumber}',
          '      udp encapsulation used for nat traversal: {udp}',
        ],
        [''],
      ),
      '',
      each(
        'outbound',
        [
          '    [outbound {protocol} SAs]',
          '      establish: {established}',
          '      spi: {spi} (0x{spiHexadecimal})',
          '      vpn: - said: {number}',
          '      proposal: {proposalOfNe}',
          '      sa remaining key duration (kilobytes/sec): {kilobytesOrNone}/{seconds}',
          '      max sent sequence-number: {sequenceNumber}',
          '      udp encapsulation used for nat traversal: {udp}',
        ],
        [''],
      ),
    ],
    between: [''],
    footer: [],
    // Older releases.
    also: ['      sa remaining key duration (bytes/sec): {ignored}'],
  },
};

/** Found in no source (`reference/vrp.md` 3.5). */
const BRIEF = {
  header: [
    'IPSec SA information:',
    '   Src address      Dst address      SPI         VPN      Protocol     Algorithm',
    `  ${'-'.repeat(79)}`,
  ],
  row: ['   {source<17}{destination<17}{spi<12}{vpn?<9}{protocol<13}{algorithms}'],
  footer: ['', '  Number of IPSec SA : {count}'],
};

const RULE = '-'.repeat(69);
const NE_RULE = '-'.repeat(91);

/** `display ipsec sa brief`: each direction by itself. */
export const ipsecSaBriefLayouts: LayoutsByVariant = {
  ar: BRIEF,
  'ar-v2r3': BRIEF,
  usg: BRIEF,
  'usg-v300': {
    header: [
      'current ipsec sa number: {total}',
      'current ipsec tunnel number: {tunnels}',
      RULE,
      'Src Address     Dst Address     SPI        Protocol  Algorithm',
      RULE,
    ],
    row: ['{source<16}{destination<16}{spi<11}{protocol<10}{algorithmsOfOldUsg}'],
    footer: [],
  },
  ne: {
    header: [
      'current IPsec sa number: {total}',
      NE_RULE,
      'Src Address     Dst Address     SPI        Protocol Algorithm                       VPN ',
      NE_RULE,
    ],
    row: ['{source<16}{destination<16}{spi<11}{protocol<9}{algorithmsOfNe<33}{dash<5}'],
    footer: [],
  },
};
