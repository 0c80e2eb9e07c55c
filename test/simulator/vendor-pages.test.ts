import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Devices, idleLab, liveLab, screen, transcript } from './transcript.ts';

/** One end of a tunnel of a BIG-IP: a peer, its policy and a selector for each of its networks. */
function bigIp(
  name: string,
  ends: readonly [local: string, remote: string],
  version: string,
  networks: Readonly<Record<string, readonly [near: string, far: string]>>,
  firstOrder = 0,
): string {
  const [local, remote] = ends;
  const selectors = Object.entries(networks);
  return `net ipsec ike-peer /Common/${name} {
    lifetime 480
    my-id-type address
    my-id-value ${local}
    peers-id-type address
    peers-id-value ${remote}
    phase1-auth-method pre-shared-key
    phase1-encrypt-algorithm aes256
    phase1-perfect-forward-secrecy modp2048
    preshared-key k
    remote-address ${remote}
    traffic-selector {
${selectors.map(([selector]) => `        /Common/${selector}\n`).join('')}    }
    version { ${version} }
}
net ipsec ipsec-policy /Common/${name} {
    ike-phase2-auth-algorithm sha256
    ike-phase2-encrypt-algorithm aes256
    mode tunnel
    tunnel-local-address ${local}
    tunnel-remote-address ${remote}
}
${selectors
  .map(
    ([selector, [near, far]], order) => `net ipsec traffic-selector /Common/${selector} {
    destination-address ${far}
    ipsec-policy /Common/${name}
    order ${firstOrder + order}
    source-address ${near}
}
`,
  )
  .join('')}`;
}

const HERE = '10.1.1.1';
const NEAR = '10.10.0.0/16';
/** The page's two samples are of two states: 10.2.2.2 speaks IKEv1 in the one and IKEv2 in the other. */
const IKEV1: Devices = {
  bigip: [
    'tmsh@14',
    bigIp('ike-10202', [HERE, '10.2.2.2'], 'v1', { 'selector-10202': [NEAR, '10.20.0.0/16'] }),
    bigIp('ike-10303', [HERE, '10.3.3.3'], 'v1', { 'selector-10303': [NEAR, '10.30.0.0/16'] }, 1),
  ],
  second: ['tmsh@14', bigIp('a', ['10.2.2.2', HERE], 'v1', { a: ['10.20.0.0/16', NEAR] })],
  third: ['tmsh@14', bigIp('a', ['10.3.3.3', HERE], 'v1', { a: ['10.30.0.0/16', NEAR] })],
};
const IKEV2: Devices = {
  bigip: [
    'tmsh@14',
    bigIp('ike-10202', [HERE, '10.2.2.2'], 'v2', {
      'second-selector': [NEAR, '10.21.0.0/16'],
      'selector-10202': [NEAR, '10.20.0.0/16'],
    }),
  ],
  second: [
    'tmsh@14',
    bigIp('a', ['10.2.2.2', HERE], 'v2', { a: ['10.20.0.0/16', NEAR], b: ['10.21.0.0/16', NEAR] }),
  ],
};

/** What the seed draws is not what the page's devices drew. */
function withoutDrawn(text: string): string {
  return text.replaceAll(
    /\b(0x)?[0-9a-f]{16}\b/g,
    (_whole, prefix: string | undefined) => `${prefix ?? ''}${'#'.repeat(16)}`,
  );
}

describe('the outputs of the vendor pages, from live SAs', () => {
  test('racoonctl -ll show-sa isakmp on a BIG-IP', () => {
    const lab = liveLab(IKEV1);
    const shown = transcript(
      lab,
      '@traffic bigip 10.10.0.1 -> 10.30.0.1\n@wait 8m\n@traffic second 10.20.0.1 -> 10.10.0.1\n@wait 1m\n@bigip racoon\nracoonctl -ll show-sa isakmp',
    );
    expect(withoutDrawn(shown).split('\n').slice(1).join('\n')).toBe(withoutDrawn(ISAKMP_SA));
  });

  test('show net ipsec ike-sa all-properties', () => {
    const lab = liveLab(IKEV2);
    const shown = transcript(
      lab,
      '@traffic bigip 10.10.0.1 -> 10.20.0.1\n@wait 14692s\n@bigip\nshow net ipsec ike-sa all-properties',
    );
    expect(withoutDrawn(shown).split('\n').slice(1).join('\n')).toBe(withoutDrawn(IKE_SA));
  });

  test('display ike offline-info', () => {
    const lab = liveLab(OFFLINE, { start: Date.UTC(2017, 1, 18, 1, 0, 0) });
    const shown = transcript(
      lab,
      '@wait 21s\n@traffic hub 10.10.0.1 -> 10.20.0.1\n@wait 951s\n@link hub far down\n@wait 281s\n@link hub far up\n@traffic hub 10.10.0.1 -> 10.20.0.1\n@wait 3033s\n@link hub far down\n@wait 5m\n@hub\ndisplay ike offline-info',
    );
    expect(shown.split('\n').slice(1).join('\n')).toBe(OFFLINE_INFO);
  });
});

const ISAKMP_SA = screen`
  Source           Destination         Cookies                           ST S  V E Created             Phase2
  127.0.0.1.500    10.2.2.2.500        9f7a366492b4f22e:b90b9aa17880beb8  9 R 10 M 2024-11-09 08:58:30      1
  10.1.1.1.500     10.3.3.3.500        ef282855139dba4e:b606fea3430c5928  9 I 10 M 2024-11-09 08:50:30      1
`;
const IKE_SA = screen`
  -------------------------
  IKE::SecurityAssociations
  -------------------------
  (tmm: 3)
    10.2.2.2/500 -> 10.1.1.1/500
    Version: v2                                         State: ESTABLISHED
    IKE Peer: /Common/ike-10202
    Spi(local): 0xdf5601249fd324ec         Spi(Remote): 0x74c405a807c5226b
    Encryption: aes256                      Authentication: pre-shared-key
    Hash Algorithm: sha256                                 Initiator: TRUE
    Life/Active Time: 28800/14691 seconds                      NAT-T: none
    Traffic Selectors 2                                      Reqid(in/out)
       /Common/selector-10202                                  17131/17132
       /Common/second-selector                                 17129/17130
    Child SA Count: 1

  Total records returned: 1
`;
const OFFLINE_INFO = `  Current info Num :2 
  Ike offline information:
-----------------------------------------------------------------------------   
  peer              offline-reason              version     offline-time        
-----------------------------------------------------------------------------   
  2.1.1.2           dpd timeout                 v2          2017-02-18 02:12:39 
  2.1.1.2           dpd timeout                 v2          2017-02-18 01:17:06 
-----------------------------------------------------------------------------   `;

function vrp(local: string, remote: string, near: string, far: string): string {
  return `#
acl number 3000
 rule 5 permit ip source ${near} 0.0.255.255 destination ${far} 0.0.255.255
#
ipsec sa global-duration time-based 86400
#
ike proposal 1
#
ipsec proposal p
#
ike peer far
 pre-shared-key cipher k
 ike-proposal 1
 dpd type periodic
 remote-address ${remote}
#
ipsec policy map1 1 isakmp
 security acl 3000
 ike-peer far
 proposal p
 sa trigger-mode traffic-based
#
interface GigabitEthernet0/0/1
 ip address ${local} 255.255.255.0
 ipsec policy map1
#
return
`;
}
const OFFLINE: Devices = {
  hub: ['vrp@ar', vrp('2.1.1.1', '2.1.1.2', '10.10.0.0', '10.20.0.0')],
  far: ['vrp@ar', vrp('2.1.1.2', '2.1.1.1', '10.20.0.0', '10.10.0.0')],
};

const FOLDER = '../shared/vendor-pages';
/** The pages, whose device each is of, and the samples in it. */
const PAGES: readonly (readonly [page: string, dialect: string, ...samples: string[]])[] = [
  ['000', 'vrp@ar'],
  ['001', 'vrp@usg'],
  ['002', 'vrp@ar'],
  ['003', 'vrp@ar', OFFLINE_INFO],
  ['004', 'tmsh@14', ISAKMP_SA, IKE_SA],
];

describe.skipIf(!existsSync(FOLDER))('the vendor pages themselves', () => {
  const pages = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const textOf = (page: string): string =>
    readFileSync(`${FOLDER}/${pages.find((name) => name.startsWith(page)) ?? ''}`, 'utf8');

  test('are all here', () => {
    expect(pages.map((name) => name.slice(0, 3)).toSorted()).toEqual(PAGES.map(([page]) => page));
  });

  test.each(PAGES)('%s has the samples that the live SAs are held against', (page, _dialect, ...samples) => {
    for (const sample of samples) expect(textOf(page)).toContain(sample);
  });

  /** `<Huawei> reset ike sa all`: the examples, as they are typed. */
  test.each(PAGES)('%s: its examples are taken', (page, dialect) => {
    const typed = [...textOf(page).matchAll(/^(?:<\w+>|\[\w+\]) (.+)$/gm)].map(([, line = '']) => line);
    const shell = [...textOf(page).matchAll(/^# (racoonctl .+|tmsh show .+)$/gm)].map(
      ([, line = '']) => line,
    );
    const lines = [...typed, ...(shell.length === 0 ? [] : ['run util bash', ...shell])];
    expect(lines).not.toEqual([]);
    const devices: Devices = { hub: [dialect, dialect.startsWith('vrp') ? '#\nreturn\n' : ''] };
    const shown = transcript(idleLab(devices), `@hub\n${lines.join('\n')}`);
    expect(shown).not.toMatch(/Error|command not found/);
  });

  /** Its `?` screens; of the first the page shows the properties alone. */
  test.each([
    ['show net ipsec ike-sa ?', /\(tmos\)# show net ipsec ike-sa \?\n\n((?: {2}.*\n)+)/],
    ['del net ipsec ike-sa ?', /# tmsh del net ipsec ike-sa \?\n((?:Properties:|(?: {2}.*))\n(?: {2}.*\n)+)/],
  ])('004: %s', (line, pattern) => {
    const [, expected = ''] = pattern.exec(textOf('004')) ?? [];
    expect(expected).not.toBe('');
    const shown = transcript(idleLab({ hub: ['tmsh@14', ''] }), `@hub\n${line}`);
    expect(`${shown}\n`).toContain(expected);
  });
});
