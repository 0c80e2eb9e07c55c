import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HUB, runCli, temporaryFolder } from './run-cli.ts';

/** As a device keeps it whose people write GBK: a mark, a name in GBK, CRLF, a NUL byte, no last line end. */
const KEPT = Buffer.from(
  '\xef\xbb\xbf#\r\nsysname \xd6\xd0-1\r\n#\r\nacl 3000\r\n description a\0b',
  'latin1',
);

const folder = temporaryFolder({
  'hub.cfg': HUB,
  'utf16.cfg': Buffer.from('\uFEFFsysname A\n', 'utf16le'),
  'kept.cfg': KEPT,
});

describe('outputs', () => {
  it('prints the configuration to standard output and the report to standard error', () => {
    const { code, out, err } = runCli(['translate', 'hub.cfg', '--to', 'tmsh'], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^# translated by tunnelglot from vrp@usg to tmsh@16\nltm virtual /);
    expect(err).toContain('hub.cfg: read as vrp@usg because ');
    expect(err).toContain('hub.cfg:4: exact: ipsec sha2 compatible enable');
    expect(err).toMatch(/vrp@usg to tmsh@16: loss/);
  });

  it('reads standard input as the file "-"', () => {
    const { code, out, err } = runCli(['translate', '-', '--to', 'tmsh'], folder, HUB);
    expect(code).toBe(0);
    expect(out).toContain('net ipsec ike-peer /Common/spoke1');
    expect(err).toContain('-:4: exact');
  });

  it('takes files of several folders as one gateway with --join', () => {
    const [first = '', second = ''] = HUB.split('#\nike peer');
    const parts = temporaryFolder({ 'a/base.cfg': first, 'b/peers.cfg': `#\nike peer${second}` });
    const whole = runCli(['translate', '-', '--to', 'tmsh'], folder, HUB);
    const joined = runCli(['translate', 'a', 'b', '--join', '--to', 'tmsh'], parts);
    expect([joined.code, joined.out]).toEqual([0, whole.out]);
    expect(runCli(['translate', 'a', 'b', '--to', 'tmsh', '-o', 'out'], parts).code).toBe(1);
  });

  it('says so where nothing is of IPsec', () => {
    const { code, err } = runCli(
      ['translate', '-', '--from', 'vrp@ar', '--to', 'tmsh'],
      folder,
      'sysname X\n',
    );
    expect(code).toBe(0);
    expect(err).toContain('\nnothing of IPsec was found: nothing is translated\nvrp@ar to tmsh@16: lossless');
  });

  it('writes a file into folders that it makes, and a report beside it', () => {
    const words = [
      'translate',
      'hub.cfg',
      '--to',
      'tmsh',
      '-o',
      'new/deep/out.conf',
      '--report',
      'new/report.json',
    ];
    const { code, out, err } = runCli(words, folder);
    expect([code, out]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'new/deep/out.conf'), 'utf8')).toContain('net ipsec ike-peer');
    const report: { verdict: string; statements: unknown[] } = JSON.parse(
      readFileSync(join(folder, 'new/report.json'), 'utf8'),
    );
    expect(report.statements).toHaveLength(24);
    expect(err).not.toContain('hub.cfg:4:');
  });

  it('prints the source as it was to its own dialect and profile', () => {
    const { code, out } = runCli(['translate', 'hub.cfg', '--to', 'vrp'], folder);
    expect([code, out]).toEqual([0, HUB]);
  });

  it('keeps bytes that are not UTF-8, a byte order mark and a NUL byte', () => {
    const { code, err } = runCli(['translate', 'kept.cfg', '--to', 'vrp', '-o', 'again.cfg'], folder);
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'again.cfg'))).toEqual(KEPT);
    expect(err).toContain('kept.cfg: 2 bytes are not UTF-8: kept [TG170]');
  });

  it('goes through the intermediate representation to the same text', () => {
    const direct = runCli(['translate', 'hub.cfg', '--to', 'tmsh', '--compact'], folder);
    const document = runCli(['translate', 'hub.cfg', '--to', 'ir'], folder);
    const second = runCli(
      ['translate', '--from', 'ir', '--to', 'tmsh', '--compact', '-'],
      folder,
      document.out,
    );
    expect(second.code).toBe(0);
    const withoutHeader = (text: string): string => text.slice(text.indexOf('\n') + 1);
    const lines = withoutHeader(second.out).split('\n');
    for (const line of withoutHeader(direct.out).split('\n')) expect(lines).toContain(line);
  });

  it('names an output for each gateway in a folder', () => {
    const other = temporaryFolder({ 'a.cfg': HUB, 'b.cfg': HUB });
    const { code } = runCli(['translate', 'a.cfg', 'b.cfg', '--to', 'tmsh', '-o', 'out'], other);
    expect(code).toBe(0);
    expect(existsSync(join(other, 'out/a.bigip.conf')) && existsSync(join(other, 'out/b.bigip.conf'))).toBe(
      true,
    );
  });
});

describe('problems: one sentence, nothing written, no stack', () => {
  mkdirSync(join(folder, 'dir'));
  symlinkSync('/nonexistent/place', join(folder, 'dangling'));
  const rows: readonly (readonly [
    what: string,
    words: readonly string[],
    input: string,
    code: number,
    text: RegExp,
  ])[] = [
    ['no command', [], '', 2, /name a command/],
    ['unknown command', ['translat'], '', 2, /Unknown|command/],
    ['unknown option', ['translate', 'hub.cfg', '--to', 'tmsh', '--wrong'], '', 2, /wrong/],
    ['no --to', ['translate', 'hub.cfg'], '', 2, /to/],
    [
      'unknown dialect',
      ['translate', 'hub.cfg', '--to', 'junos'],
      '',
      2,
      /"junos" is not a dialect: there are vrp, tmsh, racoon, ir/,
    ],
    ['unknown profile', ['translate', 'hub.cfg', '--to', 'tmsh@9'], '', 2, /no profile "9"/],
    [
      '--accept of nonsense',
      ['translate', 'hub.cfg', '--to', 'tmsh', '--accept', 'all'],
      '',
      2,
      /neither a code/,
    ],
    [
      '--report of another kind',
      ['translate', 'hub.cfg', '--to', 'tmsh', '--report', 'r.pdf'],
      '',
      2,
      /\.json/,
    ],
    ['several outputs and no -o', ['translate', 'hub.cfg', './hub.cfg', '--to', 'tmsh'], '', 2, /-o/],
    [
      'a file that is not there',
      ['translate', 'gone.cfg', '--to', 'tmsh'],
      '',
      1,
      /gone\.cfg cannot be read: no such file/,
    ],
    ['a folder', ['translate', 'dir', '--to', 'tmsh'], '', 1, /dir holds no file of/],
    ['UTF-16', ['translate', 'utf16.cfg', '--to', 'tmsh'], '', 1, /UTF-16/],
    ['NUL bytes', ['translate', '-', '--to', 'tmsh'], 'sysname A\0B\0C\n', 1, /not a text file/],
    ['no dialect', ['translate', '-', '--to', 'tmsh'], 'hello world\n', 1, /not the text of any dialect/],
    ['nothing', ['translate', '-', '--to', 'tmsh'], '', 1, /not the text of any dialect/],
    [
      'tmsh said to be VRP',
      ['translate', '-', '--from', 'vrp', '--to', 'tmsh'],
      'net ipsec ike-peer /Common/a {\n    version { v2 }\n}\n',
      1,
      /standard input is no text of vrp: it looks like tmsh/,
    ],
    [
      'an empty file',
      ['translate', '-', '--from', 'vrp', '--to', 'tmsh'],
      ' \n',
      1,
      /standard input is empty/,
    ],
    ['JSON that is none', ['translate', '-', '--from', 'ir', '--to', 'tmsh'], '{"ir": 1,', 1, /must be JSON/],
    [
      'JSON that is no IR',
      ['translate', '-', '--from', 'ir', '--to', 'tmsh'],
      '{"ir": 2}',
      1,
      /is no text of ir/,
    ],
    [
      'an input as output',
      ['translate', 'hub.cfg', '--to', 'tmsh', '-o', 'hub.cfg', '--force'],
      '',
      1,
      /is an input/,
    ],
    [
      'an output below a file',
      ['translate', 'hub.cfg', '--to', 'tmsh', '-o', 'hub.cfg/x'],
      '',
      1,
      /cannot be written/,
    ],
    [
      'an output in a folder that takes no folders',
      ['translate', 'hub.cfg', '--to', 'tmsh', '-o', '/proc/x/y'],
      '',
      1,
      /cannot be written/,
    ],
    [
      'an output that dangles',
      ['translate', 'hub.cfg', '--to', 'tmsh', '-o', 'dangling/x'],
      '',
      1,
      /cannot be written/,
    ],
    [
      'secrets that are not there',
      ['translate', 'hub.cfg', '--to', 'tmsh', '--secrets', 'no.yaml'],
      '',
      1,
      /no\.yaml cannot be read/,
    ],
    ['a map of nothing', ['translate', 'hub.cfg', '--to', 'tmsh', '--map', '=x'], '', 2, /NAME=VALUE/],
  ];
  it.each(rows)('%s', (_what, words, input, code, text) => {
    const run = runCli(words, folder, input);
    expect(run.err).toMatch(text);
    expect([run.code, run.out]).toEqual([code, '']);
    expect(run.err).not.toMatch(/\n {4}at |node:internal/);
    expect(readFileSync(join(folder, 'hub.cfg'), 'utf8')).toBe(HUB);
  });

  it('takes the partitions of a BIG-IP for one gateway', () => {
    const peer =
      'net ipsec ike-peer /Common/a {\n phase1-auth-method pre-shared-key\n preshared-key Tg-Demo-2026\n' +
      ' remote-address 203.0.113.2\n traffic-selector { /site/ts }\n version { v2 }\n}\n';
    const rest =
      'net ipsec ipsec-policy /site/p {\n mode tunnel\n tunnel-local-address 198.51.100.1\n' +
      ' tunnel-remote-address 203.0.113.2\n}\nnet ipsec traffic-selector /site/ts {\n' +
      ' destination-address 10.2.0.0/16\n ipsec-policy /site/p\n source-address 10.1.0.0/16\n}\n';
    const config = temporaryFolder({ 'gw/bigip.conf': peer, 'gw/partitions/site/bigip.conf': rest });
    const { code, out, err } = runCli(['translate', 'gw', '--to', 'vrp@usg'], config);
    expect(err).toContain(join('gw', 'partitions', 'site', 'bigip.conf'));
    expect([code, out.includes('proposal site-p')]).toEqual([0, true]);
  });

  it('keeps a file that exists unless --force is given', () => {
    const other = temporaryFolder({ 'hub.cfg': HUB, 'out.conf': 'mine' });
    const words = ['translate', 'hub.cfg', '--to', 'tmsh', '-o', 'out.conf'];
    expect(runCli(words, other).code).toBe(1);
    expect(readFileSync(join(other, 'out.conf'), 'utf8')).toBe('mine');
    expect(runCli([...words, '--force'], other).code).toBe(0);
    expect(readFileSync(join(other, 'out.conf'), 'utf8')).toContain('ike-peer');
  });
});

describe('verdicts and exit codes', () => {
  it('--strict fails on a loss, and not on one that was let through', () => {
    const lossy = HUB.replace(' tunnel local', ' sa trigger-mode auto\n tunnel local');
    const words = ['translate', '-', '--to', 'tmsh', '--strict'];
    expect(runCli(words, folder, lossy).code).toBe(1);
    expect(runCli([...words, '--accept', 'TG265'], folder, lossy).code).toBe(0);
    expect(runCli(words, folder, HUB).code).toBe(0);
  });

  it('tells a wrong statement with a caret, withholds its tunnel and fails', () => {
    const { code, out, err } = runCli(
      ['translate', '-', '--to', 'tmsh'],
      folder,
      HUB.replace('group14', 'group99'),
    );
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/-:15:5: error: .* \[TG110\]\n 15 \| {2}dh group99\n {4}\| {5}\^{7}/);
    expect(err).toContain('-:16-31: dropped: withheld with line 15 [TG209]');
    expect(err).toContain('refused');
  });

  it('masks the key of a statement that it shows', () => {
    const wrong = HUB.replace(' dh group14', ' pre-shared-key Tg-Demo-2026');
    const { code, err } = runCli(['translate', '-', '--to', 'tmsh'], folder, wrong);
    expect(code).toBe(1);
    expect(err).not.toContain('Tg-Demo');
    expect(err).not.toContain('behind');
    expect(err).toContain('pre-shared-key *****');
  });

  it('puts a named placeholder for a key that the device encrypted, and fills it from --secrets', () => {
    const hidden = HUB.replace('Tg-Demo-2026', '%^%#Kx9(Zq.!w7_y@2Lm#5dP%^%#');
    const bare = runCli(['translate', '-', '--to', 'tmsh'], folder, hidden);
    expect(bare.out).toContain('preshared-key {{psk:spoke1}}');
    expect(bare.err).toContain('needed: {{psk:spoke1}}');
    const other = temporaryFolder({ 'keys.yaml': '"psk:spoke1": My-Own-Key-9\n' });
    const filled = runCli(['translate', '-', '--to', 'tmsh', '--secrets', 'keys.yaml'], other, hidden);
    expect(filled.code).toBe(0);
    expect(filled.out).toContain('preshared-key My-Own-Key-9');
    expect(filled.err).not.toContain('My-Own-Key-9');
  });

  it('writes the self IP whose VLAN --map names', () => {
    const bound = HUB.replace(
      'return\n',
      'interface GigabitEthernet1/0/0\n ip address 198.51.100.1 255.255.255.0\n ipsec policy map1\n#\nreturn\n',
    );
    const words = ['translate', '-', '--to', 'tmsh', '--map', '198.51.100.1=external'];
    const { code, out } = runCli(words, folder, bound);
    expect(code).toBe(0);
    expect(out).toContain(
      'net self /Common/GigabitEthernet1-0-0 {\n    address 198.51.100.1/24\n    vlan /Common/external\n}',
    );
  });

  it('asks for --from where the marks of two profiles balance', () => {
    const tied = `${HUB.replace('ipsec sha2 compatible enable', 'ipsec authentication sha2 compatible enable').replace(' undo version 1', ' version 2').replace('pre-shared-key Tg', 'pre-shared-key cipher Tg')}hrp enable\nike dpd type periodic\nfirewall zone trust\n`;
    const { code, err } = runCli(['translate', '-', '--to', 'tmsh'], folder, tied);
    expect(code).toBe(1);
    expect(err).toContain('name one with --from vrp@ar or vrp@usg');
  });

  it('lists the dialects from their tables', () => {
    const { code, out } = runCli(['dialects', '--json'], folder);
    const names: { name: string }[] = JSON.parse(out);
    expect([code, names.map(({ name }) => name)]).toEqual([0, ['vrp', 'tmsh', 'racoon', 'ir']]);
  });
});
