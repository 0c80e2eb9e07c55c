// Measures a translation of many tunnels against splitting the same text into words.
// Ratios within one run; nothing is asserted. Usage: npm run bench -- [TUNNELS]
import { dialectNamed } from '../src/dialects/registry.ts';
import { translate } from '../src/translate/translate.ts';

/** Numbered lists end at 3999. */
const TUNNELS = Math.min(Number(process.argv[2] ?? 1000), 1000);

/** A gateway with so many peers, each with its own list and policy. */
function gatewayOf(tunnels: number): string {
  const parts = ['sysname BENCH', 'ipsec sha2 compatible enable'];
  for (let index = 0; index < tunnels; index++) {
    const [high, low] = [Math.floor(index / 250), index % 250];
    const network = `10.${high}.${low}.0 0.0.0.255`;
    parts.push(
      `acl number ${3000 + index}`,
      ` rule ${5 * (index + 1)} permit ip source 172.16.0.0 0.0.255.255 destination ${network}`,
    );
  }
  parts.push(
    'ipsec proposal p',
    ' esp authentication-algorithm sha2-256',
    ' esp encryption-algorithm aes-256',
  );
  parts.push('ike proposal 1', ' encryption-algorithm aes-256', ' dh group14', ' prf hmac-sha2-256');
  for (let index = 0; index < tunnels; index++) {
    const address = `203.${Math.floor(index / 250)}.113.${(index % 250) + 1}`;
    parts.push(
      `ike peer p${index}`,
      ' undo version 1',
      ` pre-shared-key Tg-Bench-${index}`,
      ' ike-proposal 1',
      ` remote-address ${address}`,
    );
  }
  for (let index = 0; index < tunnels; index++) {
    parts.push(
      `ipsec policy m ${index + 1} isakmp`,
      ` security acl ${3000 + index}`,
      ` ike-peer p${index}`,
      ' proposal p',
      ' tunnel local 198.51.100.1',
    );
  }
  return `${parts.join('\n')}\n`;
}

function named(name: string): NonNullable<ReturnType<typeof dialectNamed>> {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return dialect;
}

function timed<T>(work: () => T): { readonly value: T; readonly milliseconds: number } {
  const start = performance.now();
  const value = work();
  return { value, milliseconds: performance.now() - start };
}

const text = gatewayOf(TUNNELS);
const vrp = named('vrp');
const tmsh = named('tmsh');
const baseline = Math.min(
  ...Array.from(
    { length: 5 },
    () => timed(() => text.split('\n').map((line) => line.split(/\s+/))).milliseconds,
  ),
);
const reading = Math.min(
  ...Array.from({ length: 5 }, () => timed(() => vrp.read([{ name: 'bench', text }], 'usg')).milliseconds),
);
function run(): { readonly verdict: string; readonly milliseconds: number } {
  const { value, milliseconds } = timed(() =>
    translate([{ name: 'bench', text }], {
      from: { dialect: vrp, profile: 'usg' },
      to: { dialect: tmsh, profile: '16' },
      because: '',
      accepted: new Set(),
      placeholders: {},
      compact: false,
    }),
  );
  peak = Math.max(peak, process.memoryUsage().heapUsed);
  return { verdict: value.report.verdict, milliseconds };
}

let peak = 0;
const runs = [run(), run(), run()];
const best = Math.min(...runs.map(({ milliseconds }) => milliseconds));
process.stdout.write(
  [
    `tunnels ${TUNNELS}, input ${(text.length / 1024).toFixed(0)} KiB, verdict ${runs[0]?.verdict ?? ''}`,
    `reading: ${reading.toFixed(0)} ms, ${(reading / baseline).toFixed(1)} times splitting into words`,
    `translation with validation and report: ${best.toFixed(0)} ms, ${(best / reading).toFixed(1)} times reading`,
    `largest heap at the end of a run, garbage included: ${(peak / 2 ** 20).toFixed(0)} MiB`,
    '',
  ].join('\n'),
);
