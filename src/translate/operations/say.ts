import type { OutputFilter } from '../../dialects/dialect-operations.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Operation } from '../../ir/operation.ts';
import { consequencesOf } from './consequences.ts';
import type { KnownSa } from './known-sas.ts';
import { type Plan, planOperation } from './plan.ts';
import { isSelective, isShowing, levelOf, readBack, type SelectiveOperation } from './reading-back.ts';
import type { SayingContext } from './context.ts';
import { refusalOf, unknownNumber } from './refusals.ts';
import { unsaidMembers } from './selection.ts';
import { describeSas, versionName } from './words.ts';

/** What an operation has become. Without commands: nothing is said, and the diagnostics tell why. */
export interface Saying {
  readonly commands: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Says an operation in the target's words, or why it cannot be said. */
export function sayOperation(
  asked: Operation,
  filters: readonly OutputFilter[],
  context: SayingContext,
): Saying {
  const operation = resolved(asked, context);
  const {
    commands,
    diagnostics,
    further = [],
  } = isSelective(operation) ? saySelective(operation, context) : sayPlain(operation, context);
  const filtered = commands.map((command) =>
    context.to.language.filter(command, [...filters, ...further], context.to.profile),
  );
  const lost = filtered.flatMap((each) =>
    each.lost.map(({ kind, pattern }) =>
      diagnostic('TG307', { option: `| ${kind} ${pattern}`.trimEnd(), target: context.to.name }),
    ),
  );
  const several = commands.length > 1 ? [diagnostic('TG311', { count: commands.length })] : [];
  return {
    commands: filtered.map(({ command }) => command),
    diagnostics: distinct([...diagnostics, ...several, ...lost]),
  };
}

interface Unfiltered extends Saying {
  /** Filters that leave out what was not asked for. */
  readonly further?: readonly OutputFilter[];
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((found) => [`${found.code} ${found.message}`, found])).values()];
}

/** A connection number may be that of a child SA; of a device with one board a board is no choice. */
function resolved(operation: Operation, { known, hasOneBoard }: SayingContext): Operation {
  if (!isSelective(operation)) return operation;
  const { processor, ...rest } = operation.select;
  const select = processor === undefined || hasOneBoard ? rest : operation.select;
  const isChild =
    select.connectionId !== undefined &&
    known.child?.some(({ source }) => source.connectionId === select.connectionId) === true;
  if (isChild && operation.kind === 'clear-ike-sa' && operation.childConnection !== 'not-selected') {
    return { kind: 'clear-child-sa', select, then: operation.childConnection };
  }
  if (isChild && operation.kind === 'show-ike-sa')
    return { kind: 'show-child-sa', select, detail: operation.detail };
  return { ...operation, select };
}

function saySelective(operation: SelectiveOperation, context: SayingContext): Unfiltered {
  const { to, keepsNames, known } = context;
  const level = levelOf(operation);
  if (!isShowing(operation) && isUnknownNumber(operation, context)) {
    return { commands: [], diagnostics: [unknownNumber(operation, context)] };
  }
  const plan = planOperation({ operation, to, keepsNames, known: known[level] });
  switch (plan.kind) {
    case 'none':
      return sayNothing(plan.expression, operation, context);
    case 'refused':
      return { commands: [], diagnostics: [refusalOf(plan.why, operation, context)] };
    case 'said':
      return isShowing(operation) ? shown(plan, operation, context) : done(plan, operation, context);
    default:
      return plan satisfies never;
  }
}

/** Whether a connection number is in nothing that is given. */
function isUnknownNumber({ select }: SelectiveOperation, { known }: SayingContext): boolean {
  const all = [...(known.ike ?? []), ...(known.child ?? [])];
  return (
    select.connectionId !== undefined &&
    !all.some(({ source }) => source.connectionId === select.connectionId)
  );
}

type SaidPlan = Extract<Plan, { kind: 'said' }>;

function done(plan: SaidPlan, operation: SelectiveOperation, context: SayingContext): Unfiltered {
  const { ways } = plan;
  const means = ways.flatMap((way) => way.means);
  return {
    commands: ways.flatMap(({ commands }) => commands),
    diagnostics: [
      ...ways.flatMap(({ diagnostics = [] }) => diagnostics),
      ...notReached(operation, plan),
      ...consequencesOf(operation, means.filter(isSelective), context),
    ],
  };
}

/** What was asked for and is not reached: of known SAs those; else a version or a protocol that the commands name by themselves. */
function notReached(
  { select }: SelectiveOperation,
  { ways, wanted, missed }: SaidPlan,
): readonly Diagnostic[] {
  const means = ways.flatMap((way) => way.means.filter(isSelective));
  const version = select.version ?? onlyOne(means.map((reached) => reached.select.version));
  const isOtherVersion = (sa: KnownSa): boolean => version !== undefined && sa.target.version !== version;
  const isShown = wanted.length > 0 && !missed.some(isOtherVersion);
  const others = missed.filter((sa) => !isOtherVersion(sa));
  const protocol = select.protocol ?? onlyOne(means.map((reached) => reached.select.protocol));
  const own = select.remoteAddress === undefined ? select.localAddress : undefined;
  const losesOwn =
    own !== undefined && wanted.length === 0 && !means.some((reached) => reached.select.localAddress === own);
  const addsProtocol = select.protocol === undefined && select.spi === undefined && wanted.length === 0;
  return [
    ...(select.version === undefined && version !== undefined && !isShown
      ? [diagnostic('TG306', { version: versionName(version) })]
      : []),
    ...(losesOwn ? [diagnostic('TG304', { what: `SAs of which ${own} is this end` })] : []),
    ...(others.length > 0 ? [diagnostic('TG304', { what: describeSas(others) })] : []),
    ...(addsProtocol && protocol !== undefined
      ? [diagnostic('TG304', { what: protocol === 'esp' ? 'SAs of AH' : 'SAs of ESP' })]
      : []),
  ];
}

/** The value that all have. */
function onlyOne<T>(values: readonly (T | undefined)[]): T | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

function shown({ ways }: SaidPlan, operation: SelectiveOperation, context: SayingContext): Unfiltered {
  const { keepsNames, to } = context;
  const means = ways.flatMap((way) => way.means.filter(isSelective));
  const own = means.filter((each) => levelOf(each) === levelOf(operation));
  const unsaid = own.map(({ select }) =>
    unsaidMembers({ reached: select, wanted: operation.select, level: levelOf(operation), keepsNames }),
  );
  const missing =
    unsaid.length === 0
      ? []
      : [...new Set(unsaid.flat())].filter((member) => unsaid.some((each) => each.includes(member)));
  const { remoteAddress } = operation.select;
  const isFiltered = missing.includes('remoteAddress') && remoteAddress !== undefined;
  const filter = isFiltered
    ? `the address ${remoteAddress} is filtered`
    : `look for ${missing.map(describeMember).join(', ')}`;
  const wantsMore = 'detail' in operation && operation.detail === 'full';
  const isBrief = wantsMore && own.every((each) => 'detail' in each && each.detail === 'brief');
  return {
    commands: ways.flatMap(({ commands }) => commands),
    further: isFiltered ? [{ kind: 'include', pattern: remoteAddress }] : [],
    diagnostics: [
      ...ways.flatMap(({ diagnostics = [] }) => diagnostics),
      ...(missing.length > 0 ? [diagnostic('TG310', { filter })] : []),
      ...(isBrief ? [diagnostic('TG308', { target: to.name, columns: 'details here' })] : []),
      ...onlyVersion(operation, own),
    ],
  };
}

/** A dialect may show the SAs of one version only. */
function onlyVersion(
  { select }: SelectiveOperation,
  means: readonly SelectiveOperation[],
): readonly Diagnostic[] {
  const version = onlyOne(means.map((reached) => reached.select.version));
  if (select.version !== undefined || version === undefined) return [];
  return [diagnostic('TG306', { version: versionName(version) })];
}

const MEMBERS: Readonly<Record<string, string>> = {
  connectionId: 'the connection',
  remoteAddress: 'the address',
  localAddress: 'the own address',
  version: 'the version',
  remoteId: 'the identity',
  peer: 'the peer',
  policy: 'the policy',
  trafficSelector: 'the selector',
  spi: 'the SPI',
  protocol: 'the protocol',
  processor: 'the board',
  vrf: 'the VRF',
};
function describeMember(member: string): string {
  return MEMBERS[member] ?? member;
}

function sayPlain(operation: Operation, context: SayingContext): Unfiltered {
  const { to, keepsNames } = context;
  if (operation.kind === 'change-configuration' && !keepsNames) {
    const what = 'every tunnel: traffic would leave in clear';
    return { commands: [], diagnostics: [diagnostic('TG302', { what })] };
  }
  const expression = to.language.express(operation, to.profile);
  if (expression.kind !== 'ways') return sayNothing(expression, operation, context);
  const [way] = readBack(expression.ways, to);
  if (way === undefined) {
    const because = `${to.name} takes no such name or value`;
    return sayNothing({ kind: 'none', because }, operation, context);
  }
  const { means, commands, diagnostics = [] } = way;
  return { commands, diagnostics: [...diagnostics, ...showsMore(operation, means)] };
}

/** What names one object or one peer, and is answered with all. */
function showsMore(operation: Operation, means: readonly Operation[]): readonly Diagnostic[] {
  const named = nameIn(operation);
  if (named === undefined || means.some((each) => nameIn(each) === named)) return [];
  return [diagnostic('TG310', { filter: `look for ${named}` })];
}

function nameIn(operation: Operation): string | undefined {
  if (operation.kind === 'show-offline-log' || operation.kind === 'show-failure-log')
    return operation.remoteAddress;
  if (operation.kind !== 'show-configuration') return undefined;
  return operation.object !== undefined && 'name' in operation.object ? operation.object.name : undefined;
}

function sayNothing(
  expression: Extract<Plan, { kind: 'none' }>['expression'],
  operation: Operation,
  { to, from }: SayingContext,
): Saying {
  if (expression.kind === 'needless') {
    const details = { what: `"${operation.kind}" of ${from.name}`, where: to.name, value: expression.means };
    return { commands: [], diagnostics: [diagnostic('TG100', details)] };
  }
  const { nearest, because } = expression;
  const text =
    nearest === undefined
      ? `nothing is near, because ${because}`
      : `nearest is ${nearest}, because ${because}`;
  return { commands: [], diagnostics: [diagnostic('TG300', { target: to.name, nearest: text })] };
}
