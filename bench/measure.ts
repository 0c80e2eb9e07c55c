// One measurement in a process of its own, so that its peak memory is its own. Prints JSON.
// Usage: node bench/measure.ts FROM TO TUNNELS SEED [--reading]
import { dialectNamed } from '../src/dialects/registry.ts';
import type { SourceFile } from '../src/ir/diagnostic.ts';
import type { DialectProfile } from '../src/translate/dialect-profile.ts';
import { jsonReport } from '../src/translate/report/json.ts';
import { translate, type Translation } from '../src/translate/translate.ts';
import { generateVrp } from './generate.ts';

function named(text: string): DialectProfile {
  const [name = '', profile = ''] = text.split('@');
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return { dialect, profile };
}

function translated(files: readonly SourceFile[], from: DialectProfile, to: DialectProfile): Translation {
  const options = { from, to, because: '', accepted: new Set<string>(), placeholders: {}, compact: false };
  const translation = translate(files, options);
  if (translation.bugs.length > 0) throw new Error(translation.bugs[0]);
  return translation;
}

/** Milliseconds of this thread's processor time: what else runs on the machine does not count. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
function timed<T>(work: () => T): { readonly value: T; readonly milliseconds: number } {
  const start = processorTime();
  const value = work();
  return { value, milliseconds: processorTime() - start };
}
function quickest(runs: number, work: () => unknown): number {
  return Math.min(...Array.from({ length: runs }, () => timed(work).milliseconds));
}

const [fromName = '', toName = '', tunnels = '', seed = '', only = ''] = process.argv.slice(2);
const [from, to, vrp] = [named(fromName), named(toName), named('vrp@usg')];
const isOldest = [from, to].some(({ dialect }) => dialect.name === 'racoon');
const generated = generateVrp({ seed: Number(seed), tunnels: Number(tunnels), ike: isOldest ? 'v1' : 'v2' });
const files: readonly SourceFile[] =
  from.dialect.name === 'vrp'
    ? [{ name: 'gateway', text: generated }]
    : translated([{ name: 'gateway', text: generated }], vrp, from).written.map(({ file, text }) => ({
        name: file,
        text,
      }));
const size = files.reduce((sum, { text }) => sum + text.length, 0);
const splitting = quickest(5, () => files.map(({ text }) => text.split('\n').map((line) => line.split(' '))));
// A small text first, so that both are measured as compiled code.
from.dialect.read(
  files.map(({ name, text }) => ({ name, text: text.slice(0, 200_000) })),
  from.profile,
);
const reading = timed(() => from.dialect.read(files, from.profile).statements.length).milliseconds;
const whole = timed(() => {
  if (only === '--reading') return { verdict: '', statements: 0, printed: 0 };
  const { report } = translated(files, from, to);
  let printed = 0;
  for (const piece of jsonReport(report)) printed += piece.length;
  return { verdict: report.verdict, statements: report.statements.length, printed };
});
const row = {
  size,
  splitting,
  reading,
  whole: whole.milliseconds,
  peak: process.resourceUsage().maxRSS / 1024,
  ...whole.value,
};
process.stdout.write(JSON.stringify(row));
