import type { Leave, Read, Target } from '../dialects/dialect.ts';
import type { Diagnostic } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Change } from '../ir/limits.ts';
import type { Lowered } from '../ir/lowered.ts';
import { allOrigins, type Origin } from '../ir/origins.ts';
import { statementPlaces } from '../text/statement-place.ts';
import { faultsByObject, objectKey } from './causes.ts';
import { legalize } from './legalize/index.ts';
import { fillPlaceholders, type Placeholders } from './placeholders.ts';
import { type DialectProfile, nameOf } from './dialect-profile.ts';
import { withhold } from './withhold.ts';

export interface Legal {
  /** The gateway before it was made to fit, placeholders filled in. */
  readonly source: Gateway;
  /** What is written. */
  readonly gateway: Gateway;
  readonly changes: readonly Change[];
  /** Policies that are missing: "map1 1". */
  readonly missing: readonly string[];
}

/** What the target is told: placeholders filled in, made to fit, without the tunnels that an error touches. */
export function makeLegal(
  read: Read,
  lowered: Lowered,
  target: Target,
  { to, placeholders }: { readonly to: DialectProfile; readonly placeholders: Placeholders },
  lifted: ReadonlySet<string>,
): Legal {
  const { origins } = lowered;
  const source = fillPlaceholders(lowered.gateway, origins, placeholders);
  const faults = faultsByObject(withoutLifted(lowered, lifted));
  const leave: Leave = { accepted: lifted, placeholders };
  const placeOf = statementPlaces(read.statements, read.files);
  /** What stays is made to fit once more: nothing of it may follow from a tunnel that goes. */
  const settle = (rest: Gateway, told: readonly Change[], gone: readonly string[]): Legal => {
    const legal = legalize(rest, origins, { target, name: nameOf(to), profile: to.profile, leave });
    const changes = legal.changes.filter((change) => !follows(change, faults));
    const kept = withhold({ source: rest, legal: legal.gateway, origins, changes, faults, placeOf });
    const missing = [...gone, ...kept.missing];
    if (kept.rest === rest) {
      return { source, gateway: kept.gateway, changes: [...told, ...changes, ...kept.changes], missing };
    }
    const left = allOrigins(origins, surroundingsOf(rest, kept.rest));
    const staying = changes.filter((change) => change.kind === 'error' || isOfWhatGoes(change, left));
    return settle(kept.rest, [...told, ...staying, ...kept.changes], missing);
  };
  return settle(source, [], []);
}

/** Interfaces and routes that go with the tunnels. */
function surroundingsOf(before: Gateway, after: Gateway): readonly object[] {
  const stays: ReadonlySet<object> = new Set([...after.interfaces, ...after.routes]);
  return [...before.interfaces, ...before.routes].filter((one) => !stays.has(one));
}

/** Whether a change is of an interface or a route that is not looked at again. `gone`: the statements of those. */
function isOfWhatGoes({ object, origins }: Change, gone: ReadonlySet<Origin>): boolean {
  const isSurroundings = object.kind === 'interface' || object.kind === 'route';
  return isSurroundings && origins.every((origin) => gone.has(origin));
}

/** Whether an error only follows from what could not be read of its object. */
function follows({ kind, object }: Change, faults: ReadonlyMap<string, unknown>): boolean {
  return kind === 'error' && faults.has(objectKey(object));
}

function withoutLifted(lowered: Lowered, lifted: ReadonlySet<string>): Lowered {
  const faulty = new Map<object, readonly Diagnostic[]>();
  for (const [object, found] of lowered.faulty) {
    const left = found.filter(({ code }) => !lifted.has(code));
    if (left.length > 0) faulty.set(object, left);
  }
  return { ...lowered, faulty };
}
