import { describe, expect, it } from 'vitest';
import type { Gateway } from '../../../src/ir/gateway.ts';
import { tmshTunnel, vrpTunnel } from '../one-tunnel.ts';
import { racoonFiles, translateFiles, written } from './files.ts';

const KEY = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const MANUAL = `flush; spdflush;
add 192.0.2.1 198.51.100.2 esp 0x1001 -m tunnel -E aes-cbc 0x${KEY} -A hmac-sha256 0x${KEY};
add 198.51.100.2 192.0.2.1 esp 4098 -m tunnel -E aes-cbc 0x${KEY} -A hmac-sha256 0x${KEY};
spdadd 10.1.0.0/16 10.2.0.0/16 any -P out ipsec esp/tunnel/192.0.2.1-198.51.100.2/unique:101;
spdadd 10.2.0.0/16 10.1.0.0/16 any -P in ipsec esp/tunnel/198.51.100.2-192.0.2.1/unique:102;
`;

function gatewayOf(files: Parameters<typeof translateFiles>[0]): Gateway {
  const { written: outputs, bugs } = translateFiles(files);
  expect(bugs).toEqual([]);
  const { gateway }: { readonly gateway: Gateway } = JSON.parse(outputs[0]?.text ?? '');
  return gateway;
}

describe('manual keys (translation.md 5.11)', () => {
  const files = [{ name: 'setkey.conf', text: MANUAL }];

  it('two SAs and their policy', () => {
    const { manualSas, policies, peers } = gatewayOf(files);
    expect(peers).toEqual([]);
    expect(policies).toHaveLength(1);
    expect(
      manualSas.map(({ direction, spi, mode, encryption }) => [direction, spi, mode, encryption?.keyLength]),
    ).toEqual([
      ['out', 0x1001, 'tunnel', 256],
      ['in', 4098, 'tunnel', 256],
    ]);
  });

  it.each(['ir', 'vrp@ar'])('to %s and back', (to) => {
    const there = translateFiles(files, { to });
    expect(there.bugs).toEqual([]);
    expect(there.report.counts.error).toBe(0);
    const outputs = there.written.map(({ file, text }) => ({ name: file, text }));
    const back = translateFiles(outputs, { from: to, to: 'racoon' });
    expect(back.bugs).toEqual([]);
    expect(written(back, 'setkey.conf')).toContain(`-E aes-cbc 0x${KEY}`);
  });
});

describe('what the SPD says', () => {
  it('an entry without a remote, and one without a sainfo', () => {
    const codes = (changes: Readonly<Record<string, string>>): readonly string[] =>
      translateFiles(racoonFiles(changes))
        .diagnostics.filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
    expect(codes({ 'remote 198.51.100.2 {': 'remote 198.51.100.9 {' })).toEqual(['TG114']);
    expect(codes({ 'address 10.2.0.0/16 any {': 'address 10.3.0.0/16 any {' })).toEqual(['TG163']);
  });

  it.each([
    ['aes 256', 'hmac_sha256', []],
    ['aes 256, aes 128', 'hmac_sha256, hmac_sha1', ['4 combinations']],
  ])('lists of %s and %s', (ciphers, hashes, expected) => {
    const files = racoonFiles().map(({ name, text }) => ({
      name,
      text: text
        .replace(/(?<=\sencryption_algorithm )[^;]*(?=;\s*authentication_algorithm)/, ciphers)
        .replace(/(?<=\sauthentication_algorithm )[^;]*/, hashes),
    }));
    const notes = translateFiles(files).diagnostics.filter(({ code }) => code === 'TG167');
    expect(notes.map(({ message }) => message.replace(/ of .*/, ''))).toEqual(expected);
  });

  it('an in entry that is no mirror image', () => {
    const files = racoonFiles().map(({ name, text }) => ({
      name,
      text: text.replace('198.51.100.2-192.0.2.1', '198.51.100.9-192.0.2.1'),
    }));
    expect(translateFiles(files).diagnostics.map(({ code }) => code)).toContain('TG165');
  });

  it('priorities order entries, and exceptions stand before what they cut into', () => {
    const more = `spdadd 10.1.9.0/24 10.2.0.0/16 any -P out prio high none;
spdadd 10.2.0.0/16 10.1.9.0/24 any -P in prio high none;
`;
    const files = racoonFiles().map(({ name, text }) => ({
      name,
      text: name === 'setkey.conf' ? text + more : text,
    }));
    const { policies } = gatewayOf(files);
    expect(policies.flatMap(({ selectors }) => selectors.map(({ action }) => action))).toEqual([
      'bypass',
      'protect',
    ]);
    const back = translateFiles(files, { to: 'vrp@ar' });
    expect(back.bugs).toEqual([]);
    expect(back.written[0]?.text).toContain(' rule 5 deny ip source 10.1.9.0');
  });

  it('without setkey.conf tunnel mode is assumed', () => {
    const files = racoonFiles().filter(({ name }) => name !== 'setkey.conf');
    const { report, bugs } = translateFiles(files, { to: 'tmsh@16' });
    expect(bugs).toEqual([]);
    expect(report.statements.flatMap(({ notes }) => notes.map(({ code }) => code))).toContain('TG164');
  });

  it('a responder for anyone is a template', () => {
    const files = [
      {
        name: 'racoon.conf',
        text: `listen { isakmp 192.0.2.1 [500]; isakmp_natt 192.0.2.1 [4500]; }
remote anonymous { exchange_mode main; passive on; generate_policy unique; proposal { encryption_algorithm aes 256; hash_algorithm sha256; authentication_method pre_shared_key; dh_group 14; } }
sainfo anonymous { encryption_algorithm aes 256; authentication_algorithm hmac_sha256; compression_algorithm deflate; }
`,
      },
      { name: 'psk.txt', text: '*\tTg-Demo-2026\n' },
    ];
    const [policy] = gatewayOf(files).policies;
    expect([policy?.selectors, policy?.acceptSelectors, policy?.initiation]).toEqual([
      [],
      'offered',
      'never',
    ]);
    const vrp = translateFiles(files, { to: 'vrp@ar' });
    expect(vrp.bugs).toEqual([]);
    expect(vrp.written[0]?.text).toContain('ipsec policy-template');
    const back = translateFiles([{ name: 'a.cfg', text: vrp.written[0]?.text ?? '' }], {
      from: 'vrp@ar',
      to: 'racoon',
    });
    expect(back.bugs).toEqual([]);
    expect(written(back, 'racoon.conf')).toMatch(
      /remote anonymous \{[^]*passive on;\n\tgenerate_policy unique;[^]*sainfo anonymous \{/,
    );
    expect(written(back, 'psk.txt')).toBe('*\tTg-Demo-2026\n');
  });
});

/** tmsh reference 5: BIG-IP's IKEv1 peers are racoon's. */
describe('an anonymous remote', () => {
  const SECOND = `spdadd 10.1.0.0/16 10.3.0.0/16 any -P out ipsec esp/tunnel/192.0.2.1-198.51.100.3/require;
spdadd 10.3.0.0/16 10.1.0.0/16 any -P in ipsec esp/tunnel/198.51.100.3-192.0.2.1/require;
`;
  const files = racoonFiles({
    'remote 198.51.100.2 {': 'remote anonymous {',
    'peers_identifier address 198.51.100.2;': 'peers_identifier address;',
    'sainfo address 10.1.0.0/16 any address 10.2.0.0/16 any {': 'sainfo anonymous {',
  }).map(({ name, text }) => {
    if (name === 'psk.txt') return { name, text: `${text}198.51.100.3\tTg-Other-2026\n` };
    return { name, text: name === 'setkey.conf' ? `${text}${SECOND}` : text };
  });

  it('is the peer at each far end of the SPD (translation.md 1.3), with the key of its address', () => {
    const { peers, policies } = gatewayOf(files);
    expect(peers.map(({ name, remote, remoteIds }) => [name, remote, remoteIds[0]?.value])).toEqual([
      ['198.51.100.2', [{ address: '198.51.100.2' }], '198.51.100.2'],
      ['198.51.100.3', [{ address: '198.51.100.3' }], '198.51.100.3'],
    ]);
    expect(peers.map(({ preSharedKeys }) => preSharedKeys[0]?.secret)).toEqual([
      { psk: 'Tg-Demo-2026' },
      { psk: 'Tg-Other-2026' },
    ]);
    expect(policies.map(({ peer }) => peer)).toEqual(['198.51.100.2', '198.51.100.3']);
  });

  it.each(['vrp@ar', 'vrp@usg', 'tmsh@16'])('to %s: nothing is withheld', (to) => {
    const { bugs, report } = translateFiles(files, { to });
    expect([bugs, report.verdict, report.counts.error]).toEqual([[], 'lossy', 0]);
  });
});

/** R22: what is not checked gives BIG-IP nothing to check; VRP checks the address all the same. */
describe('verify_identifier off', () => {
  const files = racoonFiles({ 'verify_identifier on;': 'verify_identifier off;' });

  it('to tmsh: no peers-id-value', () => {
    const { bugs, report, written: outputs } = translateFiles(files, { to: 'tmsh@16' });
    expect([bugs, report.counts.error]).toEqual([[], 0]);
    expect(outputs[0]?.text).not.toContain('peers-id-value');
    const row = report.statements.find(({ text }) => text.includes('verify_identifier'));
    expect([row?.status, row?.notes[0]?.code]).toEqual(['adapted', 'TG243']);
  });
});

describe('peers of BIG-IP', () => {
  const v1 = tmshTunnel().replace('version { v2 }', 'version { v1 }');

  it('an IKEv1 peer becomes a remote, and comes back', () => {
    const there = translateFiles([{ name: 'bigip.conf', text: v1 }], { from: 'tmsh@16', to: 'racoon' });
    expect(there.bugs).toEqual([]);
    expect(there.report.counts.error).toBe(0);
    expect(written(there, 'racoon.conf')).toMatch(/^remote \S+ \[500\] \{\n\texchange_mode main;/m);
    const outputs = there.written.map(({ file, text }) => ({ name: file, text }));
    const back = translateFiles(outputs, { to: 'tmsh@16' });
    expect(back.bugs).toEqual([]);
    expect(back.written[0]?.text).toContain('version { v1 }');
  });

  it.each([
    ['passive true', 'passive on;'],
    ['nat-traversal force', 'nat_traversal force;'],
    ['mode aggressive', 'exchange_mode aggressive;'],
    ['phase1-encrypt-algorithm cast128', 'encryption_algorithm cast128 128;'],
    ['lifetime 60', 'lifetime time 3600 sec;'],
  ])('%s is %s', (property, directive) => {
    const [name = ''] = property.split(' ');
    const text = v1
      .replaceAll(new RegExp(`^ +${name === 'mode' ? 'none' : name} .*\n`, 'gm'), '')
      .replace(/^(net ipsec ike-peer .*\{\n)/m, `$1    ${property}\n`);
    const { bugs, ...translation } = translateFiles([{ name: 'bigip.conf', text }], {
      from: 'tmsh@16',
      to: 'racoon',
    });
    expect(bugs).toEqual([]);
    expect(written({ bugs, ...translation }, 'racoon.conf')).toContain(directive);
  });
});

describe('what racoon cannot say as it is', () => {
  const accept = ['ikev1'];
  const toRacoon = (text: string): ReturnType<typeof translateFiles> =>
    translateFiles([{ name: 'a.cfg', text }], { from: 'vrp@usg', to: 'racoon', accept });

  it.each([
    ['a name that nothing gives', 'local-id-type fqdn', ['TG241']],
    ['one that is the device', 'local-id-type fqdn\n local-id hub', []],
  ])('%s', (_what, line, codes) => {
    const { bugs, report } = toRacoon(vrpTunnel({ ' ike-proposal 1': ` ike-proposal 1\n ${line}` }));
    const found = report.statements.filter(({ status }) => status === 'error');
    expect([bugs, found.flatMap(({ notes }) => notes.map(({ code }) => code))]).toEqual([[], codes]);
  });

  it('an SA of an IR that lacks a key is refused', () => {
    const ir = translateFiles([{ name: 'setkey.conf', text: MANUAL }]).written[0]?.text ?? '';
    const whole: { readonly gateway: Gateway } = JSON.parse(ir);
    const manualSas = whole.gateway.manualSas.map(({ encryptionKey: _lost, ...sa }) => sa);
    const text = JSON.stringify({ ...whole, gateway: { ...whole.gateway, manualSas } });
    const { bugs, report } = translateFiles([{ name: 'gateway.json', text }], { from: 'ir', to: 'racoon' });
    expect([bugs, report.verdict]).toEqual([[], 'refused']);
  });

  it('a lifetime of a remote without proposals has no effect', () => {
    const text = 'remote 192.0.2.1 {\n\texchange_mode main;\n\tlifetime time 1 hour;\n}\n';
    const { bugs, report } = translateFiles([{ name: 'racoon.conf', text }]);
    const row = report.statements.find((statement) => statement.text.includes('lifetime'));
    expect([bugs, row?.notes.map(({ code }) => code)]).toEqual([[], ['TG119']]);
  });

  it('several ciphers in one proposal become several proposals', () => {
    const text = vrpTunnel({
      ' encryption-algorithm aes-256\n dh': ' encryption-algorithm aes-256 aes-128\n dh',
    });
    const translation = toRacoon(text);
    expect(translation.bugs).toEqual([]);
    expect(written(translation, 'racoon.conf').match(/\tproposal \{/g)).toHaveLength(2);
  });

  it('two peers of one address have labels, and numbers that bind their sainfo', () => {
    const one = vrpTunnel();
    const second = one.replace(/^#\nacl number 3000[^]*?#\nike peer far/, '#\nike peer other');
    const text = one
      .replace(/#\nreturn\n$/, '')
      .concat(
        second
          .replace('policy map1 1', 'policy map1 2')
          .replace('security acl 3000', 'security acl 3001')
          .replace('ike-peer far', 'ike-peer other'),
      )
      .replace(
        '#\nipsec proposal',
        '#\nacl number 3001\n rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.9.0.0 0.0.255.255\n#\nipsec proposal',
      );
    const translation = toRacoon(text);
    const configuration = written(translation, 'racoon.conf');
    expect(translation.bugs).toEqual([]);
    expect(configuration).toMatch(/remote "far" \{\n\tremote_address 203\.0\.113\.2 \[500\];/);
    expect(configuration.match(/\tremoteid [12];/g)).toHaveLength(2);
  });
});
