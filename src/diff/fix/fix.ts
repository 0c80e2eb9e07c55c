import { select } from '../../../grammars/objects/select.ts';
import type { Raised, Read, Standing, Style, Target } from '../../dialects/dialect.ts';
import { splitPrefix } from '../../ir/address.ts';
import type { Diagnostic, SourceFile } from '../../ir/diagnostic.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Change } from '../../ir/limits.ts';
import type { Origins } from '../../ir/origins.ts';
import type { Lowered } from '../../ir/lowered.ts';
import { heededOrigins } from '../../translate/heeded-origins.ts';
import { makeLegal } from '../../translate/make-legal.ts';
import { align } from '../align.ts';
import type { MeaningDifference } from '../difference.ts';
import { diff, type MeaningDiff } from '../diff.ts';
import { readSide, type Side } from '../side.ts';
import { faultsOf } from './faults.ts';
import { inLeftNames, type Order } from './in-left-names.ts';
import { asItStands, withCommonRoutes, withKeptTunnels, withStandingRoutes } from './keep.ts';
import { withoutNeedless } from './needless.ts';
import { reachedPart } from './reached.ts';
import { standingNames } from './standing-names.ts';

/** What turns A into B. */
export interface Fix {
  /** Statements to type, or all of a document that has no statements. */
  readonly kind: 'statements' | 'document';
  readonly lines: readonly string[];
  /** A with the statements applied. */
  readonly after: Side;
  /** What A's dialect cannot say of B. */
  readonly unsaid: readonly Change[];
  /** What stays different from B. */
  readonly remaining: MeaningDiff;
  /** How A with the statements differs from what was to be said: our bug, and nothing may be printed. */
  readonly bugs: MeaningDiff['differences'];
  /** What is wrong with the statements themselves: our bug too. */
  readonly refused: readonly Diagnostic[];
}

/** The statements of A's dialect that turn A into B, proved by reading A with them; absent: its files have none. */
export function fix(a: Side, b: Side): Fix | undefined {
  const { target } = a.from.dialect;
  if (target === undefined || (target.change === undefined && target.saysEverything !== true))
    return undefined;
  let best: Fix | undefined;
  for (const attempt of ATTEMPTS) {
    const found = makeFix(a, b, target, attempt);
    if (faults(found) === 0) return found;
    if (best === undefined || faults(found) < faults(best)) best = found;
  }
  return best;
}
/** Statements: each line that is left out is proved by reading them all. */
const LARGEST_TRIMMED = 5000;

function faults({ bugs, refused }: Pick<Fix, 'bugs' | 'refused'>): number {
  return bugs.length + refused.length;
}

interface Attempt {
  /** Only what is said otherwise, or all anew: a setting of the whole device may mean what a tunnel does not say. */
  readonly states: 'changes' | 'everything';
  readonly order: Order;
}
/** From little to type to much. */
const ATTEMPTS: readonly Attempt[] = [
  { states: 'changes', order: 'left' },
  { states: 'changes', order: 'right' },
  { states: 'everything', order: 'left' },
  { states: 'everything', order: 'right' },
];

function makeFix(a: Side, b: Side, target: Target, { states, order }: Attempt): Fix {
  const left = reachedPart(a.lowered.gateway, a.lowered.origins);
  const wanted = rightLowered(left, b.lowered, order);
  const { profile } = a.from;
  const placeholders = bindingsOf(left);
  const options = { to: a.from, placeholders };
  const style: Style = {
    layout: target.layouts?.[0] ?? 'blocks',
    compact: false,
    placeholders,
    origins: false,
  };
  const again = makeLegal(a.read, { ...a.lowered, gateway: left }, target, options, NOTHING);
  const legal = makeLegal(b.read, wanted, target, options, NOTHING);
  const whole = withKeptTunnels(legal, again.gateway);
  const said = withCommonRoutes(whole, again.gateway, wanted.gateway);
  const to = target.raise(said, UNWRITTEN, profile, style);
  const says = { ...b, lowered: { ...b.lowered, gateway: whole } };
  const unsaid = legal.changes.filter(({ kind }) => kind === 'error');
  if (target.change === undefined) {
    const written = target.write(to, profile, style);
    const lines = written.flatMap(({ text }) => text.trimEnd().split('\n'));
    const after = readSide(
      written.map(({ file, text }) => ({ name: file, text })),
      a.from,
    );
    return { kind: 'document', lines, after, unsaid, refused: errorsOf(after, 0), ...proof(after, says, b) };
  }
  const from = target.raise(asItStands(again.gateway, left, wanted.gateway), UNWRITTEN, profile, {
    ...style,
    sources: a.lowered.origins,
  });
  const standing = standingOf(a, left, from);
  const proved = (lines: readonly string[]): Fix => {
    const after = readSide(withStatements(a.read, lines), a.from);
    const refused = errorsOf(after, a.read.files.length);
    const told = { ...says, lowered: { ...says.lowered, gateway: withStandingRoutes(whole, a, after) } };
    return { kind: 'statements', lines, after, unsaid, refused, ...proof(after, told, b) };
  };
  const found = proved(target.change(standing, states === 'changes' ? from : undefined, to, profile));
  if (states === 'changes' || faults(found) > 0 || a.read.statements.length > LARGEST_TRIMMED) return found;
  return proved(withoutNeedless(found.lines, (lines) => faults(proved(lines)) === 0));
}

const NOTHING: ReadonlySet<string> = new Set();
/** Raised without origins both sides say what they mean, whichever of it somebody wrote. */
const UNWRITTEN: Origins = new Map();

function standingOf(
  { read: { objects }, lowered: { origins } }: Side,
  left: Gateway,
  raised: Raised,
): Standing {
  const meant = heededOrigins(left, origins);
  const meaning = select(objects, ({ origin, earlier = [] }) =>
    [origin, ...earlier].some((writer) => meant.has(writer)),
  );
  return { objects, meaning, names: standingNames(raised, objects) };
}

/** B's gateway under A's names; what could not be read of its objects goes with them. */
function rightLowered(left: Gateway, lowered: Lowered, order: Order): Lowered {
  const { origins } = lowered;
  const { gateway: aligned } = align(left, reachedPart(lowered.gateway, origins), origins);
  const gateway = inLeftNames(left, aligned, origins, order);
  return { ...lowered, gateway, faulty: faultsOf(gateway, lowered) };
}

/** The interface of each address that a tunnel of A begins at: where it stands, nothing is bound by hand. */
function bindingsOf({ interfaces, policies }: Gateway): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...interfaces
      .filter(({ kind }) => kind !== 'tunnel')
      .flatMap(({ name, addresses }) =>
        addresses.map((prefix): [string, string] => [splitPrefix(prefix).address, name]),
      ),
    // The address that a tunnel interface starts from is another's.
    ...policies.flatMap(({ kind, tunnel: { local }, interfaces: [name] }): [string, string][] =>
      kind === 'route-based' || local === undefined || name === undefined ? [] : [[local, name]],
    ),
  ]);
}

/** A's files with the statements typed behind them. */
function withStatements({ files }: Read, lines: readonly string[]): readonly SourceFile[] {
  const text = lines.map((line) => `${line}\n`).join('');
  return lines.length === 0 ? files : [...files, { name: 'the statements', text }];
}

/** Errors in the files from a place on. */
function errorsOf({ read, lowered }: Side, first: number): readonly Diagnostic[] {
  return [...read.diagnostics, ...lowered.diagnostics].filter(({ severity, origin, span }) => {
    const place = origin === undefined ? span : read.statements[origin]?.span;
    return severity === 'error' && place !== undefined && place.file >= first;
  });
}

/** What is neither as it was to be said nor as B means it (a dialect may read what it would not write) is a bug. */
function proof(after: Side, says: Side, b: Side): Pick<Fix, 'remaining' | 'bugs'> {
  const remaining = diff(after, b);
  const keyOf = ({ path, left, right, subjects: [{ text }] }: MeaningDifference): string =>
    JSON.stringify([path, text, left?.text, left === undefined ? right?.text : null]);
  const open = new Set(remaining.differences.map(keyOf));
  return { remaining, bugs: diff(after, says).differences.filter((found) => open.has(keyOf(found))) };
}
