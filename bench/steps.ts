// Processor time of each step of a translation, in microseconds for each tunnel (docs/performance.md); the best of some runs.
// Usage: node bench/steps.ts [TO [TUNNELS]]
import { dialectNamed } from '../src/dialects/registry.ts';
import { compareGateways } from '../src/ir/comparison.ts';
import { makeLegal } from '../src/translate/make-legal.ts';
import { jsonReport } from '../src/translate/report/json.ts';
import { mapSource } from '../src/translate/source-map.ts';
import { translate } from '../src/translate/translate.ts';
import { generateVrp } from './generate.ts';

const RUNS = 4;
const [targetName = 'tmsh', count = '2000'] = process.argv.slice(2);
const tunnels = Number(count);

function dialectOf(name: string) {
  const dialect = dialectNamed(name);
  const target = dialect?.target;
  if (dialect === undefined || target === undefined) throw new Error(`no such dialect to write: ${name}`);
  return { dialect, target, profile: dialect.defaultProfile };
}

const [from, to] = [{ ...dialectOf('vrp'), profile: 'usg' }, dialectOf(targetName)];
const text = generateVrp({ seed: 1, tunnels, ike: targetName === 'racoon' ? 'v1' : 'v2' });
const files = [{ name: 'gateway', text }];
const best = new Map<string, number>();

function timed<T>(step: string, work: () => T): T {
  const start = process.threadCpuUsage();
  const value = work();
  const { user, system } = process.threadCpuUsage(start);
  best.set(step, Math.min(best.get(step) ?? Infinity, (user + system) / tunnels));
  return value;
}

function run(): void {
  const read = timed('reading', () => from.dialect.read(files, from.profile));
  const lowered = timed('lowering', () => from.dialect.lower(read, from.profile));
  const options = { to, placeholders: {} };
  const legal = timed('legalizing, withholding', () =>
    makeLegal(read, lowered, to.target, options, new Set()),
  );
  const layout = to.target.layouts?.[0] ?? 'blocks';
  const style = { layout, compact: false, placeholders: {}, origins: false };
  const raised = timed('raising', () => to.target.raise(legal.gateway, lowered.origins, to.profile, style));
  const written = timed('writing', () => to.target.write(raised, to.profile, style));
  timed('source map', () => mapSource(written));
  const output = written.map(({ file, text: own }) => ({ name: file, text: own }));
  const readBack = timed('reading what was written', () =>
    to.dialect.read(output, to.profile, { syntax: 'strict' }),
  );
  const meant = timed('lowering what was written', () => to.dialect.lower(readBack, to.profile, 'meaning'));
  timed('comparing', () => compareGateways(legal.gateway, meant.gateway, { unreached: true }));
}

function runWhole(): void {
  const options = { from, to, because: '', accepted: new Set<string>(), placeholders: {}, compact: false };
  const { report } = timed('all of these, and building the report', () => translate(files, options));
  timed('printing the report', () => [...jsonReport(report)].length);
}

for (let turn = 0; turn < RUNS; turn++) run();
for (let turn = 0; turn < RUNS; turn++) runWhole();
for (const [step, microseconds] of best) process.stdout.write(`${step}: ${microseconds.toFixed(0)}\n`);
