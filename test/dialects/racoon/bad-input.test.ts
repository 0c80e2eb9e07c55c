import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../../../src/ir/diagnostic.ts';
import { racoonFiles, statusRows, translateFiles } from './files.ts';

const [configuration, keys, commands] = racoonFiles();
const only = (text: string, name = 'racoon.conf'): readonly SourceFile[] => [{ name, text }];
const SAINFO = `sainfo address 10.1.0.0/16 any address 10.2.0.0/16 any {
	encryption_algorithm aes; authentication_algorithm hmac_sha1; compression_algorithm deflate;
}
`;

/** What the daemon says of bad input (racoon reference 3.2 to 4.1), as diagnostics. */
describe('bad input', () => {
  it.each<[name: string, files: readonly SourceFile[], code: string, words: RegExp]>([
    [
      'sainfo twice',
      [...racoonFiles(), ...only(SAINFO, 'more.conf')],
      'TG113',
      /duplicated sainfo: loc='10\.1\.0\.0\/16/,
    ],
    [
      'a name twice',
      only('remote "a" { }\nremote "a" { }\n'),
      'TG113',
      /Named remoteconf "a" already exists/,
    ],
    [
      'a key line without a key',
      only('192.0.2.1\n198.51.100.2 k\n', 'psk.txt'),
      'TG106',
      /racoon ignores the line/,
    ],
    ['a prefix longer than its address', only(SAINFO.replace('10.2.0.0/16', '10.2.0.0/160')), 'TG110', /^$/],
    [
      'a prefix longer than its first address',
      only(SAINFO.replace('10.1.0.0/16', '10.1.0.0/33')),
      'TG110',
      /^$/,
    ],
    ['a missing include', only('include "/etc/racoon/other.conf";\n'), 'TG161', /glob found no matches/],
    [
      'an include loop',
      only('include "racoon.conf";\n'),
      'TG161',
      /includes a file that it is included from/,
    ],
    [
      'a file that others read',
      [{ name: 'psk.txt', text: '192.0.2.1 key\n', mode: 0o644 }],
      'TG125',
      /chmod 600/,
    ],
    ['an open brace', only('remote 192.0.2.1 {\n exchange_mode main;\n'), 'TG105', /^$/],
    ['a brace too many', only('log info;\n}\n'), 'TG101', /nothing is open/],
    [
      'an identity that is no address',
      racoonFiles({ 'my_identifier address 192.0.2.1': 'my_identifier address none' }),
      'TG110',
      /^$/,
    ],
    ['an ECP group', racoonFiles({ 'dh_group 14': 'dh_group 19' }), 'TG110', /^$/],
    [
      'a group outside a proposal',
      racoonFiles({ 'dpd_delay 30;': 'dh_group 14;' }),
      'TG101',
      /dh_group cannot be defined here/,
    ],
    [
      'a lifetime in bytes',
      racoonFiles({ 'time 1 hour': 'byte 10 MB' }),
      'TG101',
      /byte lifetime support is deprecated/,
    ],
    ['no exchange mode', racoonFiles({ 'exchange_mode main;': '' }), 'TG106', /no exchange mode specified/],
    ['no hash', racoonFiles({ 'hash_algorithm sha256;': '' }), 'TG106', /hash algorithm required/],
    [
      'no compression',
      racoonFiles({ 'compression_algorithm deflate;': '' }),
      'TG106',
      /no compression algorithm at/,
    ],
    [
      'a name without a certificate',
      racoonFiles({ 'my_identifier address 192.0.2.1': 'my_identifier asn1dn' }),
      'TG118',
      /no CERT defined/,
    ],
    ['an unknown parent', only('remote 192.0.2.1 inherit 192.0.2.9;\n'), 'TG114', /does not exist/],
    ['a wrong word', racoonFiles({ 'dpd_delay 30': 'dpd_dely 30' }), 'TG101', /did you mean "dpd_delay"/],
    [
      'a tunnel without ends',
      only('spdadd 10.0.0.1 10.0.0.2 any -P out ipsec esp/tunnel/10.0.0.1/require;\n', 's'),
      'TG101',
      /syntax error/,
    ],
    ['a reserved SPI', only('add 10.0.0.1 10.0.0.2 esp 100 -E null;\n', 's'), 'TG111', /^$/],
    [
      'an extension behind a key',
      only('add 10.0.0.1 10.0.0.2 esp 1000 -E null -m tunnel;\n', 's'),
      'TG101',
      /-m/,
    ],
    [
      'an option without a blank behind it',
      only('add 10.0.0.1 10.0.0.2 esp 1000 -Enull;\n', 's'),
      'TG101',
      /setkey knows -m, .*-E/,
    ],
    [
      'an option with a wrong value',
      only('add 10.0.0.1 10.0.0.2 esp 1000 -m tunel -E null;\n', 's'),
      'TG110',
      /^$/,
    ],
    [
      'an option of SAs in a policy',
      only('spdadd 10.0.0.1 10.0.0.2 any -m tunnel -P out none;\n', 's'),
      'TG101',
      /-P/,
    ],
    [
      'a key of a wrong length',
      only('add 10.0.0.1 10.0.0.2 esp 1000 -E aes-cbc "short";\n', 's'),
      'TG110',
      /^$/,
    ],
  ])('%s', (_name, files, code, words) => {
    const { diagnostics, bugs } = translateFiles(files);
    expect(bugs).toEqual([]);
    const found = diagnostics.filter((one) => one.code === code);
    expect(found.map(({ help }) => help ?? '')).toEqual(
      expect.arrayContaining([expect.stringMatching(words)]),
    );
    expect(found.every(({ origin, span }) => origin !== undefined && span !== undefined)).toBe(true);
  });

  it('files that include each other twice are followed so often as is allowed, and no more', () => {
    const names = Array.from({ length: 9 }, (_, index) => `part${index}.conf`);
    const files = names.map((name, index) => ({
      name,
      text: `include "part${index + 1}.conf";\n`.repeat(2),
    }));
    const last = { name: 'part9.conf', text: 'log info;\n' };
    const codesOf = (mostIncludes?: number): readonly string[] =>
      translateFiles([...files, last], mostIncludes === undefined ? {} : { mostIncludes })
        .diagnostics.filter(({ severity }) => severity === 'error')
        .map(({ message, help }) => `${message}; ${help}`);
    expect(codesOf()).toEqual([]);
    expect(codesOf(1000)[0]).toBe(
      'include part7.conf: more than 1000 files are included; each counts as often as it is read: --max-includes lets more in',
    );
  });

  it('reads on behind a broken block', () => {
    const broken = 'remote 203.0.113.9 {\n\texchange_mode main;\n';
    const { report } = translateFiles([{ name: 'racoon.conf', text: broken + (configuration?.text ?? '') }]);
    expect(report.statements.filter(({ text }) => text.startsWith('sainfo'))).toHaveLength(1);
    expect(report.statements.filter(({ text }) => text.startsWith('remote'))).toHaveLength(2);
  });

  it('no finding quotes a key', () => {
    const files = [
      { name: 'psk.txt', text: 'Tg-Secret-2026\n  198.51.100.2 Tg-Demo-2026\n' },
      ...only('spdadd x;'),
    ];
    const { report, diagnostics } = translateFiles([...files, ...[commands].flatMap((file) => file ?? [])]);
    expect(JSON.stringify([report, diagnostics])).not.toContain('Tg-Demo-2026');
  });

  it('a withheld tunnel names its cause', () => {
    const files = [configuration, keys, commands].flatMap((file) => file ?? []);
    const bad = files.map((file) => ({
      ...file,
      text: file.text.replace('hash_algorithm sha256', 'hash_algorithm sha224'),
    }));
    expect(statusRows(translateFiles(bad, { to: 'tmsh' }))).toContain('racoon.conf:15 error TG110');
  });
});
