import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../src/ir/codes.ts';
import { readLab } from '../../src/simulator/lab/read-lab.ts';
import { readScript } from '../../src/simulator/script/read-script.ts';
import type { Translation } from '../../src/translate/translate.ts';
import { runCli, temporaryFolder } from '../cli/run-cli.ts';
import { racoonFiles, translateFiles } from '../dialects/racoon/files.ts';
import { V2, vrpTunnel } from '../dialects/one-tunnel.ts';
import { translateText } from '../translate/translate-text.ts';

const TOP = join(import.meta.dirname, '../..');

function codesIn({ diagnostics, report }: Translation): readonly string[] {
  const { statements, defaults, added } = report;
  const notes = [...statements.flatMap((statement) => statement.notes), ...defaults, ...added];
  return [...diagnostics, ...notes].map(({ code }) => code);
}
function ofVrp(changes: Readonly<Record<string, string>>, to = 'tmsh@16'): () => readonly string[] {
  return () => codesIn(translateText(vrpTunnel({ ...V2, ...changes }), { to }));
}
function ofRacoon(changes: Readonly<Record<string, string>>, to = 'ir'): () => readonly string[] {
  return () => {
    const files = racoonFiles().map((file) => ({
      ...file,
      text: Object.entries(changes).reduce((text, [from, by]) => text.replace(from, by), file.text),
    }));
    return codesIn(translateFiles(files, { to }));
  };
}
function ofCapture(name: string, to: string): () => readonly string[] {
  const [from = ''] = name.split('@');
  const text = readFileSync(join(TOP, 'fixtures/transcripts', `${name}.txt`), 'utf8');
  return () => codesIn(translateFiles([{ name: 'capture', text }], { from, to }));
}
function ofFixture(
  file: string,
  from: string,
  to: string,
  [what, by]: readonly [RegExp, string] = [/^$/g, ''],
): () => readonly string[] {
  const text = readFileSync(join(TOP, 'fixtures/rosetta', file), 'utf8').replaceAll(what, by);
  return () => codesIn(translateText(text, { from, to }));
}
function ofLab(text: string): () => readonly string[] {
  return () => problemCodes(readLab(text));
}
function ofScript(text: string, limits?: { readonly lines: number; readonly sessions: number }) {
  const known = { devices: ['hub', 'spoke'], dialects: ['vrp'] };
  return (): readonly string[] => problemCodes(readScript(text, known, limits));
}
function problemCodes(read: ReturnType<typeof readLab> | ReturnType<typeof readScript>): readonly string[] {
  return read.kind === 'problems' ? read.problems.map(({ code }) => code) : [];
}
function ofCommand(words: readonly string[], files: Readonly<Record<string, string>>) {
  return (): readonly string[] => runCli(words, temporaryFolder(files)).err.match(/TG\d{3}/g) ?? [];
}

/** What raises a code that no other test names. */
const RAISED: Readonly<Record<string, () => readonly string[]>> = {
  TG112: ofVrp({ ' ike-proposal 1\n': ' ike-proposal 2\n ike-proposal 1\n' }),
  TG121: ofVrp({ ' pre-shared-key cipher Tg-Demo-2026\n': '' }),
  TG124: ofRacoon({ '198.51.100.2\tTg': '*\tTg' }),
  TG150: () => codesIn(translateText(vrpTunnel())),
  TG152: () => codesIn(translateText('ike proposal 1\n', { from: 'vrp@ar-v2r3', to: 'ir@1' })),
  TG154: ofCommand(['check', 'a.cfg'], { 'a.cfg': vrpTunnel() }),
  TG166: ofRacoon({ '198.51.100.2\tTg': '203.0.113.77\tTg-Other-2026\n198.51.100.2\tTg' }),
  TG183: ofCapture('tmsh@any.ipsec-sa', 'vrp@usg'),
  TG213: ofVrp({ ' prf hmac-sha2-256': ' prf aes-xcbc-128' }),
  TG223: ofFixture('ar-manual-keys/vrp.cfg', 'vrp@ar', 'racoon@0.9', [
    /authentication-hex (\w+) esp/g,
    'string-key $1 esp',
  ]),
  TG225: ofRacoon({
    'authentication_algorithm hmac_sha256': 'authentication_algorithm hmac_sha256, non_auth',
  }),
  TG242: ofRacoon({ '\tverify_identifier': '\tpeers_identifier fqdn "b";\n\tverify_identifier' }, 'tmsh@16'),
  TG256: ofFixture('ar-tunnel-interface/vrp.cfg', 'vrp@ar', 'racoon@0.9'),
  TG258: ofRacoon({ '/require': '/use' }),
  TG316: ofCapture('vrp@usg.ike-sa', 'tmsh@16'),
  TG317: ofCapture('racoon@any.isakmp-sa-l', 'tmsh@14'),
  TG500: ofLab('lab: [\n'),
  TG501: ofLab('lab: 2\n'),
  TG502: ofScript('@link hub nowhere down\n'),
  TG503: ofCommand(['run', 'a.tgs', '--lab', 'lab.yaml'], {
    'a.tgs': '@hub\nquit\n',
    'hub.cfg': 'nothing that is known\n',
    'lab.yaml': 'lab: 1\ndevices:\n  hub: { config: hub.cfg }\n',
  }),
  TG511: ofScript('@wait soon\n'),
  TG512: ofScript('display ike sa\n'),
  TG513: ofScript('@hub\nquit\n', { lines: 1, sessions: 1 }),
  TG514: ofScript('@hub\n@spoke\n', { lines: 9, sessions: 1 }),
};
/** What is never raised, and why it has a code all the same. */
const NEVER: Readonly<Record<string, string>> = {
  TG230: 'a PFS group is lost only where the target has no word for it, which is TG231',
  TG299: 'a bug of ours: a test that raised it would have to make one',
  TG419: 'heartbeats are settings of a gateway, and no two gateways are compared by their settings yet',
  TG526: 'raised, and named by its words alone (test/engine/configure.test.ts)',
};

/** The codes that tests and fixtures expect, but for this one. */
function named(): ReadonlySet<string> {
  const folders = ['test', 'fixtures'].map((folder) => join(TOP, folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const texts = files
    .filter((file) => /\.(?:ts|json)$/.test(file) && file !== import.meta.filename)
    .map((file) => readFileSync(file, 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/TG\d{3}/g) ?? []));
}

describe('every code', () => {
  it('is expected by a test, raised by a row here, or never raised for a reason', () => {
    const known = named();
    const missing = Object.keys(CODES).filter(
      (code) => !known.has(code) && RAISED[code] === undefined && NEVER[code] === undefined,
    );
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(RAISED))('%s is raised', (code, raise) => {
    expect(raise()).toContain(code);
  });
});
