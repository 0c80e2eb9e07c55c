import { describe, expect, it } from 'vitest';
import { translateText } from '../../translate/translate-text.ts';
import { statusOf, textOf, tmshTunnel, vrpTunnel } from '../one-tunnel.ts';
import { type Row, wrongIn } from '../written-lines.ts';

const NO_DPD = { 'dpd-delay 0': 'dpd-delay 5' };

/** `translation.md` 2, the column T→V. */
const FROM_TMSH: readonly Row[] = [
  {
    what: 'G16: the SHA-2 switch of each release',
    changes: {},
    to: 'vrp@usg',
    lines: ['ipsec sha2 compatible enable', '-ipsec authentication sha2 compatible enable'],
  },
  { what: 'G16: none on an NE router', changes: {}, to: 'vrp@ne', lines: ['-ipsec sha2 compatible enable'] },
  {
    what: 'P09: a lifetime above the range',
    changes: { 'lifetime 480\n': 'lifetime 20000\n' },
    to: 'vrp@ar',
    lines: [' sa duration 604800'],
    status: ['lifetime 20000', 'approximated TG204 TG202'],
  },
  {
    what: 'C05: NE routers from 480 s on',
    changes: { 'ike-phase2-lifetime 60': 'ike-phase2-lifetime 5' },
    to: 'vrp@ne',
    lines: [' sa duration time-based 480'],
    status: ['ike-phase2-lifetime 5', 'approximated TG204 TG202'],
  },
  {
    what: 'C06: NE routers from 8000 KB on',
    changes: {},
    to: 'vrp@ne',
    lines: [' sa duration traffic-based 8000'],
    status: ['kilobytes 2048', 'approximated TG204'],
  },
  {
    what: 'C06: no limit is disable on an NE router',
    changes: { 'kilobytes 2048': 'kilobytes 0' },
    to: 'vrp@ne',
    lines: [' sa duration traffic-based disable'],
  },
  {
    what: 'C06: no limit is 0 elsewhere',
    changes: { 'kilobytes 2048': 'kilobytes 0' },
    to: 'vrp@ar-v2r3',
    lines: [' sa duration traffic-based 0'],
  },
  {
    what: 'R24: always on is on',
    changes: { 'nat-traversal on': 'nat-traversal force' },
    to: 'vrp@usg',
    lines: [' nat traversal'],
    status: ['nat-traversal force', 'approximated TG260'],
  },
  {
    what: 'R24: off is said',
    changes: { 'nat-traversal on': 'nat-traversal off' },
    to: 'vrp@ar',
    lines: [' undo nat traversal'],
    status: ['nat-traversal off', 'exact'],
  },
  {
    what: 'R26: DPD below the range',
    changes: NO_DPD,
    to: 'vrp@usg',
    lines: [' dpd type periodic', ' dpd idle-time 10'],
    status: ['dpd-delay 5', 'approximated TG204 TG254'],
  },
  { what: 'R26: one DPD on an NE router', changes: NO_DPD, to: 'vrp@ne', lines: ['ike dpd interval 10 5'] },
  {
    what: 'R18: a name that all peers are told is that of the device',
    changes: {
      'my-id-type address': 'my-id-type fqdn',
      'my-id-value 198.51.100.1': 'my-id-value hub.example.net',
    },
    to: 'vrp@usg',
    lines: ['ike local-name hub.example.net', ' local-id-type fqdn', '- local-id hub.example.net'],
    status: ['my-id-value', 'adapted TG243'],
  },
  {
    what: 'R19: another address than its own is not sent',
    changes: { 'my-id-value 198.51.100.1': 'my-id-value 10.9.9.9' },
    to: 'vrp@usg',
    lines: ['- local-id-type ip'],
    status: ['my-id-value', 'approximated TG241'],
  },
  {
    what: 'R19: an NE router names it',
    changes: { 'my-id-value 198.51.100.1': 'my-id-value 10.9.9.9' },
    to: 'vrp@ne',
    lines: [' local-id-type ip 10.9.9.9'],
    status: ['my-id-value', 'exact'],
  },
  {
    what: 'R11: the address behind a NAT',
    changes: { 'peers-id-value 203.0.113.2': 'peers-id-value 10.8.8.8' },
    to: 'vrp@ar',
    lines: [' remote-address authentication-address 10.8.8.8'],
  },
  {
    what: 'R21: a peer that is not checked is checked by its address',
    changes: { '    peers-id-value 203.0.113.2\n': '' },
    to: 'vrp@ar',
    lines: ['- remote-id-type any'],
  },
  {
    what: '5.12: a key with blanks stands in quotes',
    changes: { 'preshared-key Tg-Demo-2026': 'preshared-key "Tg Demo 2026"' },
    to: 'vrp@usg',
    lines: [' pre-shared-key "Tg Demo 2026"'],
  },
  {
    what: '5.12: a key that is a word of the line stands in quotes',
    changes: { 'preshared-key Tg-Demo-2026': 'preshared-key cipher' },
    to: 'vrp@usg',
    lines: [' pre-shared-key "cipher"'],
  },
  {
    what: 'P12: GCM for IKE on an NE router, whose PRF is the hash of the integrity algorithm',
    changes: {
      'phase1-encrypt-algorithm aes256': 'phase1-encrypt-algorithm aes-gcm256',
      'phase1-hash-algorithm sha256': 'phase1-hash-algorithm aes-gcm256',
    },
    to: 'vrp@ne',
    lines: [' encryption-algorithm aes-gcm-128 256', ' integrity-algorithm hmac-sha2-256'],
    status: ['phase1-hash-algorithm', 'adapted TG216'],
  },
  {
    what: 'S06: a combined cipher stands alone',
    changes: {
      'ike-phase2-encrypt-algorithm aes256': 'ike-phase2-encrypt-algorithm aes-gcm256',
      'ike-phase2-auth-algorithm sha256': 'ike-phase2-auth-algorithm aes-gcm256',
    },
    to: 'vrp@usg',
    lines: [' esp encryption-algorithm aes-256-gcm-128', '- esp authentication-algorithm sha2-256'],
    status: ['ike-phase2-auth-algorithm', 'adapted TG216'],
  },
];

describe('tmsh to VRP', () => {
  it.each(FROM_TMSH.map((row) => [row.what, row.to, row] as const))('%s (%s)', (_what, _to, row) => {
    expect(wrongIn(tmshTunnel(row.changes), 'tmsh@16', row)).toEqual([]);
  });

  it.each([
    [
      'TG211: GCM for IKE',
      'vrp@ar',
      {
        'phase1-encrypt-algorithm aes256': 'phase1-encrypt-algorithm aes-gcm256',
        'phase1-hash-algorithm sha256': 'phase1-hash-algorithm aes-gcm256',
      },
      'phase1-encrypt',
      'error TG211',
    ],
    [
      'TG214: a group that old releases lack',
      'vrp@ar-v2r3',
      { 'phase1-perfect-forward-secrecy modp2048': 'phase1-perfect-forward-secrecy modp4096' },
      'phase1-perfect',
      'error TG214',
    ],
    [
      'TG231: group 18 for PFS',
      'vrp@usg',
      { 'ike-phase2-perfect-forward-secrecy modp2048': 'ike-phase2-perfect-forward-secrecy modp8192' },
      'ike-phase2-perfect',
      'error TG231',
    ],
    [
      'TG241: key-id on an NE router',
      'vrp@ne',
      { 'my-id-type address': 'my-id-type keyid-tag', 'my-id-value 198.51.100.1': 'my-id-value tag' },
      'my-id-type',
      'error TG241',
    ],
    [
      'TG271: a key with a quotation mark',
      'vrp@usg',
      { 'preshared-key Tg-Demo-2026': 'preshared-key "Tg\\"Demo"' },
      'preshared-key',
      'error TG271',
    ],
    [
      'TG251: one direction alone',
      'vrp@usg',
      { '    order 0\n': '    direction out\n    order 0\n' },
      'direction out',
      'error TG251',
    ],
  ] as const)('%s is refused by %s', (_what, to, changes, text, status) => {
    const translation = translateText(tmshTunnel(changes), { from: 'tmsh@16', to });
    expect(statusOf(translation, text)).toContain(status);
    expect([translation.report.verdict, translation.written, translation.bugs]).toEqual(['refused', [], []]);
  });
});

const RSA = {
  ' authentication-method pre-share': ' authentication-method rsa-signature',
  ' pre-shared-key cipher Tg-Demo-2026\n': ' pki realm r1\n',
};
/** From one profile to another: names, numbers and texts of VRP stay what they are. */
const FROM_VRP: readonly Row[] = [
  {
    what: 'names, sequences and numbers are kept',
    changes: {},
    to: 'vrp@usg',
    lines: ['ipsec policy map1 1 isakmp', 'acl number 3000', 'ike proposal 1', 'ike peer far'],
    status: ['ipsec policy map1', 'exact'],
  },
  {
    what: 'G16: tags of 96 bits become those of RFC 4868',
    changes: {},
    to: 'vrp@usg',
    lines: ['ipsec sha2 compatible enable'],
    status: ['esp authentication-algorithm', 'approximated TG217'],
  },
  {
    what: 'backup addresses are for an AR',
    changes: { ' remote-address 203.0.113.2': ' remote-address 203.0.113.2\n remote-address 203.0.113.3' },
    to: 'vrp@usg',
    lines: ['- remote-address 203.0.113.3'],
    status: ['remote-address 203.0.113.3', 'approximated TG248'],
  },
  {
    what: 'the trigger is written where it is not the default',
    changes: {},
    to: 'vrp@ar-v2r3',
    lines: [' sa trigger-mode traffic-based', ' local-address 198.51.100.1'],
  },
  {
    what: 'an exception stays in its list',
    changes: {
      ' rule 5': ' rule 3 deny ip source 10.1.9.0 0.0.0.255 destination 10.2.0.0 0.0.255.255\n rule 5',
    },
    to: 'vrp@usg',
    lines: [' rule 3 deny ip source 10.1.9.0 0.0.0.255 destination 10.2.0.0 0.0.255.255'],
    status: ['rule 3 deny', 'exact'],
  },
  {
    what: 'only answering is not on every release',
    changes: { ' ike-peer far\n': ' ike-peer far\n respond-only enable\n' },
    to: 'vrp@usg',
    lines: [' respond-only enable'],
    status: ['respond-only', 'approximated TG265'],
  },
  {
    what: 'replay protection off is one line of the device',
    changes: { '#\nacl': '#\nipsec anti-replay disable\n#\nacl' },
    to: 'vrp@usg',
    lines: ['ipsec anti-replay disable'],
    status: ['anti-replay', 'exact'],
  },
  {
    what: 'on an NE router of each policy',
    changes: { '#\nacl': '#\nipsec anti-replay disable\n#\nacl' },
    to: 'vrp@ne',
    lines: [' sa anti-replay disable'],
    status: ['anti-replay', 'exact'],
  },
  {
    what: 'R15: a realm keeps its name',
    changes: RSA,
    to: 'vrp@usg',
    lines: [' pki realm r1'],
    status: ['pki realm', 'adapted TG272'],
  },
  {
    what: 'R15: an NE router has files',
    changes: RSA,
    to: 'vrp@ne',
    lines: ['- pki realm r1'],
    status: ['pki realm', 'dropped TG272'],
  },
  {
    what: 'R15: as --map says',
    changes: RSA,
    to: 'vrp@ne',
    map: { r1: 'hub.cer' },
    lines: [' certificate local-filename hub.cer'],
    status: ['pki realm', 'adapted TG272'],
  },
  {
    what: 'R16: unchecked where the source says so',
    changes: {
      ...RSA,
      ' pre-shared-key cipher Tg-Demo-2026\n': ' pki realm r1\n certificate-check disable\n',
    },
    to: 'vrp@usg',
    lines: [' certificate-check disable'],
    status: ['certificate-check', 'exact'],
  },
  {
    what: 'R16: under a key',
    changes: { ' ike-proposal 1\n': ' ike-proposal 1\n certificate-check disable\n' },
    to: 'vrp@usg',
    lines: ['- certificate-check disable'],
    status: ['certificate-check', 'adapted TG119'],
  },
  {
    what: 'R17: the file of the other end',
    changes: {
      ...RSA,
      ' pre-shared-key cipher Tg-Demo-2026\n':
        ' certificate local-filename hub.cer\n certificate remote-filename far.cer\n',
    },
    to: 'vrp@ne',
    lines: [' certificate local-filename hub.cer', ' certificate remote-filename far.cer'],
    status: ['certificate remote-filename', 'adapted TG272'],
  },
  {
    what: 'one DH group each, where the device has no lists',
    changes: { ' dh group14': ' dh group14 group19' },
    to: 'vrp@ne',
    lines: [' dh group14'],
    status: ['dh group14', 'approximated TG218'],
  },
];

describe('VRP to another profile', () => {
  it.each(FROM_VRP.map((row) => [row.what, row.to, row] as const))('%s (%s)', (_what, _to, row) => {
    expect(wrongIn(vrpTunnel(row.changes), 'vrp@ar', row)).toEqual([]);
  });

  it('lists of a USG become proposals of an AR, in their order', () => {
    const lists = {
      ' esp encryption-algorithm aes-256': ' esp encryption-algorithm aes-256 aes-128',
      ' esp authentication-algorithm sha2-256': ' esp authentication-algorithm sha2-512 sha2-256',
    };
    const translation = translateText(vrpTunnel(lists), { from: 'vrp@usg', to: 'vrp@ar' });
    const suites = [...textOf(translation).matchAll(/sp (?:authen|encryp)\S+ (\S+)/g)].map(
      ([, word]) => word,
    );
    expect(suites.join(' ')).toBe('sha2-512 aes-256 sha2-256 aes-256 sha2-512 aes-128 sha2-256 aes-128');
    expect(statusOf(translation, 'esp encryption-algorithm')).toBe('adapted TG254');
  });

  it('several proposals of a peer become one with lists on a USG', () => {
    const two = {
      '#\nike peer': '#\nike proposal 2\n encryption-algorithm aes-128\n dh group14\n#\nike peer',
      ' ike-proposal 1\n': '',
    };
    const translation = translateText(vrpTunnel(two), { from: 'vrp@ar', to: 'vrp@usg' });
    expect(textOf(translation)).toContain(' encryption-algorithm aes-256 aes-128\n dh group14\n');
    expect(textOf(translation)).not.toContain('ike proposal 2');
  });
});

const MANUAL = `acl number 3001
 rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.3.0.0 0.0.255.255
#
ipsec proposal p1
 esp authentication-algorithm sha1
 esp encryption-algorithm aes-256
#
ipsec policy man1 10 manual
 security acl 3001
 proposal p1
 tunnel local 198.51.100.65
 tunnel remote 203.0.113.3
 sa spi inbound esp 54321
 sa string-key inbound esp cipher Tg-In-2026
 sa spi outbound esp 12345
 sa string-key outbound esp cipher Tg-Out-2026
#
`;
const ROUTED = `ipsec proposal p1
 esp authentication-algorithm sha1
 esp encryption-algorithm aes-256
#
ike proposal 1
 encryption-algorithm aes-256
 dh group14
#
ike peer far
 pre-shared-key cipher Tg-Demo-2026
 ike-proposal 1
 remote-address 203.0.113.2
#
ipsec profile prof1
 ike-peer far
 proposal p1
#
interface Tunnel0/0/1
 ip address 192.0.2.1 255.255.255.252
 tunnel-protocol ipsec
 source 198.51.100.1
 destination 203.0.113.2
 ipsec profile prof1
#
ip route-static 10.2.0.0 255.255.0.0 Tunnel0/0/1
#
`;
const ANSWERING = `ipsec proposal p1
 esp authentication-algorithm sha1
 esp encryption-algorithm aes-256
#
ike proposal 1
 encryption-algorithm aes-256
 dh group14
#
ike peer any
 pre-shared-key cipher Tg-Demo-2026
 ike-proposal 1
#
ipsec policy-template temp1 10
 ike-peer any
 proposal p1
 tunnel local 198.51.100.1
#
ipsec policy map1 100 isakmp template temp1
#
`;

describe('the other kinds of policies', () => {
  it.each([
    [
      'manual',
      MANUAL,
      'vrp@usg',
      'ipsec policy man1 10 manual\n security acl 3001\n proposal p1\n tunnel local 198.51.100.65\n tunnel remote 203.0.113.3\n sa spi inbound esp 54321\n sa spi outbound esp 12345\n sa string-key inbound esp cipher Tg-In-2026\n sa string-key outbound esp cipher Tg-Out-2026\n#',
    ],
    [
      'route-based',
      ROUTED,
      'vrp@usg',
      'interface Tunnel1\n ip address 192.0.2.1 255.255.255.252\n tunnel-protocol ipsec\n source 198.51.100.1\n destination 203.0.113.2\n ipsec profile prof1\n#\nip route-static 10.2.0.0 255.255.0.0 Tunnel1\n',
    ],
    [
      'template',
      ANSWERING,
      'vrp@ne',
      'ipsec policy-template map1 10\n ike-peer any\n proposal p1\n local-address 198.51.100.1\n',
    ],
    ['template', ANSWERING, 'vrp@usg', 'ipsec policy map1 100 isakmp template map1\n#'],
  ] as const)('%s to %s', (_kind, source, to, text) => {
    const translation = translateText(source, { from: 'vrp@ar', to });
    expect(textOf(translation)).toContain(text);
    expect(translation.report.counts.error).toBe(0);
  });

  it('withholds the whole tunnel, its keys and its interface, and says so at the top', () => {
    const broken = MANUAL.replace(' sa spi outbound esp 12345\n', '');
    const both = `${broken}${ROUTED.replace(/^[^]*?#\nike proposal/, 'ike proposal')}`;
    const translation = translateText(both, { from: 'vrp@ar', to: 'vrp@usg' });
    const text = textOf(translation);
    expect(text).toMatch(/^# translated by .*\n# INCOMPLETE: 1 tunnel is missing from this output: man1 10/);
    expect(text).not.toContain('54321');
    expect(text).toContain('ipsec profile prof1');
  });
});

it('a local address that the text does not have is a placeholder, which is read back', () => {
  const text = vrpTunnel({ ' tunnel local 198.51.100.1\n': '' });
  const translation = translateText(text, { from: 'vrp@ar', to: 'vrp@usg' });
  expect(textOf(translation)).toContain(' tunnel local {{local-address:map1-1}}\n');
  expect(translation.report.needed.map(({ placeholder }) => placeholder)).toEqual(['local-address:map1-1']);
});

it('a proposal that nobody offers and that the target cannot say is left out whole', () => {
  const idle =
    '#\nipsec proposal idle\n encapsulation-mode transport\n esp encryption-algorithm aes-256-gcm-128\n';
  const text = vrpTunnel({ '#\nike proposal 1': `${idle}#\nike proposal 1` });
  const translation = translateText(text, { from: 'vrp@usg', to: 'vrp@ar' });
  expect(textOf(translation)).not.toContain('idle');
  expect(statusOf(translation, 'encapsulation-mode')).toBe('dropped TG115');
});
