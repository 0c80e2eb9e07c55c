import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const OLD_LEGEND = [
  'Flag Description:',
  'RD--READY   ST--STAYALIVE   RL--REPLACED   FD--FADING   TO--TIMEOUT',
  'HRT--HEARTBEAT   LKG--LAST KNOWN GOOD SEQ NO.   BCK--BACKED UP',
];
const LEGEND = [...OLD_LEGEND, 'M--ACTIVE   S--STANDBY   A--ALONE  NEG--NEGOTIATING'];

const AR_HEADER = [
  'IKE SA information :',
  '  Conn-ID  Peer            VPN   Flag(s)   Phase   RemoteType  RemoteID',
  `  ${'-'.repeat(75)}`,
];
const USG_HEADER = [
  '',
  'IKE SA information :',
  ' Conn-ID    Peer                                          VPN              Flag(s)               Phase  RemoteType  RemoteID        ',
  '-'.repeat(132),
];

/** `display ike sa` of each family of devices (`reference/vrp.md` 3.1). */
export const ikeSaLayouts: LayoutsByVariant = {
  'ar-v2r3': {
    header: ['    Conn-ID  Peer            VPN   Flag(s)                Phase  ', `  ${'-'.repeat(63)}`],
    row: ['{connectionId>9}{@13}{peerAlone<16}{vpnIndex<6}{flags<23}{phaseNumber<6}'],
    footer: ['', ...OLD_LEGEND.map((line) => `  ${line}`)],
    empty: [],
  },
  ar: {
    header: AR_HEADER,
    row: ['{connectionId>7}{@11}{peer}{@27}{vpn?}{@33}{flags<10}{phase<8}{remoteIdType?<12}{remoteId?}'],
    footer: [
      '',
      '  Number of IKE SA : {count}',
      `  ${'-'.repeat(75)}`,
      '',
      ...LEGEND.map((line) => `  ${line}`),
    ],
    empty: [...AR_HEADER, '', '  Number of IKE SA : 0'],
  },
  // Releases V500 and later.
  usg: {
    header: USG_HEADER,
    row: [' {connectionId<11}{peer<46}{vpn?<17}{flags<22}{phase<7}{remoteIdType?<12}{remoteId?<16}'],
    footer: ['', '  Number of IKE SA : {count}', '-'.repeat(132), '', ...LEGEND.map((line) => ` ${line}`)],
    empty: [...USG_HEADER, '', '  Number of IKE SA : 0'],
  },
  // USG2000, 5000 and 9000.
  'usg-v300': {
    header: [
      'current ike sa number: {total}',
      '-'.repeat(69),
      'conn-id    peer                    flag          phase vpn',
      '-'.repeat(69),
    ],
    row: ['{connectionId<11}{peerAlone<24}{flags<14}{phase<6}{vpnPublic}'],
    footer: [],
    empty: ['current sa Num :0'],
  },
  ne: {
    header: [
      ' current sa Num :{total<62}',
      '   Single-homing :{total}     Multi-homing master :0    Multi-homing slave :0',
      '   None-backup sa :{total}    Backup sa :0 ',
      'Spu board slot 1, IKE SA Information:',
      ' Current IKE SA number: {total}',
      '-'.repeat(71),
      'conn-id    peer                    flag        phase   ext    vpn      ',
      '-'.repeat(71),
    ],
    row: ['{connectionId<11}{peerAlone<24}{flags<12}{phaseCapital<8}{ext<7}{vpnDash<9}'],
    // NE8000.
    footer: [],
    also: ['{connectionId} {peerAlone} {flags} {phaseCapital} {bfd} {ext} {vpnDash}'],
  },
};
