import { COMMANDS } from '../../../../grammars/racoon/table.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { PortRange } from '../../../ir/ipsec.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import { type LoweringContext, originOf, type Reading } from './context.ts';
import { readPort, readPrefix, readProtocol } from './values.ts';

/** One side of an entry of the SPD. */
export interface SpdRange {
  readonly prefix: Prefix;
  readonly port: PortRange | undefined;
}
/** An entry as the kernel has it after all commands. */
export interface SpdEntry {
  readonly reading: Reading;
  readonly direction: 'in' | 'out' | 'fwd';
  readonly source: SpdRange;
  readonly destination: SpdRange;
  /** Absent: any. */
  readonly protocol: number | undefined;
  readonly action: 'ipsec' | 'none' | 'discard';
  readonly requests: readonly SpdRequest[];
  /** Smaller is earlier. */
  readonly priority: number;
  readonly faults: readonly Diagnostic[];
}
export interface SpdRequest {
  readonly protocol: string;
  readonly mode: string;
  /** Ends of the tunnel, from where the traffic comes to where it goes. */
  readonly ends: readonly [from: string, to: string] | undefined;
  readonly level: string;
}

/** What the commands of setkey leave behind. */
export interface SetkeyResult {
  readonly entries: readonly SpdEntry[];
  /** `add` commands. */
  readonly sas: readonly Reading[];
  readonly isThere: boolean;
}

const PRIORITIES: Readonly<Record<string, number>> = {
  low: 0xc0_00_00_00,
  def: 0x80_00_00_00,
  high: 0x40_00_00_00,
};
const USUAL_PRIORITY = 0x80_00_00_00;

/** Runs the commands in their order (racoon reference 4.4): what is flushed or deleted later is not there. */
export function runCommands(context: LoweringContext): SetkeyResult {
  const readings = context.lines(COMMANDS);
  const run = new Run(context);
  for (const reading of readings) run.execute(reading);
  return { entries: run.entries, sas: run.sas, isThere: readings.length > 0 };
}

class Run {
  sas: Reading[] = [];
  /** By direction and traffic, in the order in which they came. */
  readonly #entries = new Map<string, SpdEntry>();
  readonly #context: LoweringContext;
  #hasEnded = false;

  constructor(context: LoweringContext) {
    this.#context = context;
  }

  get entries(): readonly SpdEntry[] {
    return [...this.#entries.values()];
  }

  execute(reading: Reading): void {
    const verb = reading.text('verb') ?? '';
    if (this.#hasEnded) {
      this.#idle(reading, 'an earlier command that ends the file');
      return;
    }
    switch (verb) {
      case 'spdadd':
      case 'spdupdate':
        this.#add(reading, verb);
        return;
      case 'spddelete':
        this.#delete(reading);
        return;
      case 'spdflush':
        for (const entry of this.#entries.values()) this.#idle(entry.reading, 'a later "spdflush"');
        this.#entries.clear();
        this.#note(reading);
        return;
      case 'add':
        this.#context.use(reading);
        this.sas.push(reading);
        return;
      case 'flush':
        for (const sa of this.sas) this.#idle(sa, 'a later "flush"');
        this.sas = [];
        this.#note(reading);
        return;
      case 'delete':
      case 'deleteall':
        this.#deleteSas(reading, verb);
        return;
      case 'exit':
      case 'quit':
      case 'bye':
        this.#hasEnded = true;
        this.#idle(reading, 'a file of its own');
        return;
      default: // `get`, `dump`: their rows say so
    }
  }

  #add(reading: Reading, verb: string): void {
    this.#context.use(reading);
    const entry = entryOf(reading);
    if (entry === undefined) {
      const details = { from: `what "${verb}" names`, to: 'all traffic' };
      const help = 'a tag, a security context and names of hosts are no part of a selector';
      this.#context.report({ ...diagnostic('TG251', details, originOf(reading.origins)), help });
      return;
    }
    const key = entryKey(entry);
    const same = this.#entries.get(key);
    if (same === undefined) this.#entries.set(key, entry);
    else if (verb === 'spdupdate') {
      this.#idle(same.reading, 'a later "spdupdate"');
      this.#entries.set(key, entry);
    } else this.#idle(reading, 'an earlier entry for the same traffic');
  }

  #delete(reading: Reading): void {
    const entry = entryOf(reading);
    const key = entry === undefined ? '' : entryKey(entry);
    const gone = this.#entries.get(key);
    if (gone !== undefined) this.#idle(gone.reading, 'a later "spddelete"');
    this.#entries.delete(key);
    this.#idle(reading, 'an SPD that is written anew');
  }

  #deleteSas(reading: Reading, verb: string): void {
    const matches = (sa: Reading): boolean =>
      sa.text('source') === reading.text('source') &&
      sa.text('destination') === reading.text('destination') &&
      (verb === 'deleteall' || Number(sa.text('spi')) === Number(reading.text('spi')));
    for (const sa of this.sas.filter(matches)) this.#idle(sa, `a later "${verb}"`);
    this.sas = this.sas.filter((sa) => !matches(sa));
    this.#idle(reading, 'an SAD that is written anew');
  }

  #idle(reading: Reading, what: string): void {
    this.#context.use(reading);
    this.#context.reportOnce(diagnostic('TG119', { what }, originOf(reading.origins)));
  }

  /** `flush; spdflush;`: what is on the target is not removed (`translation.md` 5.15). */
  #note(reading: Reading): void {
    this.#context.use(reading);
    const canonical = 'this file is all there is: what the target has besides is not removed';
    this.#context.reportOnce(diagnostic('TG102', { canonical }, originOf(reading.origins)));
  }
}

function entryOf(reading: Reading): SpdEntry | undefined {
  const [from, to] = [rangeOf(reading, 'source'), rangeOf(reading, 'destination')];
  if (from === undefined || to === undefined || reading.text('context') !== undefined) return undefined;
  const direction = reading.text('direction');
  const protocol = readProtocol(reading.text('protocol') ?? 'any');
  const action = reading.text('action') ?? '';
  const faults: Diagnostic[] = [];
  const at = originOf(reading.origins);
  const { source, destination } = { source: from.range, destination: to.range };
  if (protocol === 'unknown') {
    const kind = 'a protocol number or a name that is known here';
    faults.push(diagnostic('TG110', { parameter: `"${reading.text('protocol') ?? ''}"`, kind }, at));
  }
  if (from.isUnknown || to.isUnknown) {
    faults.push(
      diagnostic('TG110', { parameter: 'port', kind: 'a number or a name that is known here' }, at),
    );
  }
  if (reading.text('details') !== undefined) {
    faults.push(
      diagnostic(
        'TG251',
        {
          from: `${reading.text('protocol') ?? ''} ${reading.text('details') ?? ''}`,
          to: 'all of that protocol',
        },
        at,
      ),
    );
  }
  if ((source.port !== undefined || destination.port !== undefined) && protocol === 'any') {
    faults.push(diagnostic('TG118', { a: 'a port', b: 'protocol any' }, at));
  }
  return {
    reading,
    direction: direction === 'in' || direction === 'fwd' ? direction : 'out',
    source,
    destination,
    protocol: protocol === 'any' || protocol === 'unknown' ? undefined : protocol,
    action: action === 'none' || action === 'bypass' ? 'none' : action === 'discard' ? 'discard' : 'ipsec',
    requests: reading.texts('requests').map(requestOf),
    priority: priorityOf(reading.text('priority')),
    faults,
  };
}

function rangeOf(
  reading: Reading,
  side: 'source' | 'destination',
): { readonly range: SpdRange; readonly isUnknown: boolean } | undefined {
  const prefix = readPrefix(reading.text(side) ?? '');
  if (prefix === undefined) return undefined;
  const port = readPort(reading.text(`${side}-port`) ?? 'any');
  const range = { prefix, port: typeof port === 'number' ? { first: port, last: port } : undefined };
  return { range, isUnknown: port === 'unknown' };
}

function requestOf(text: string): SpdRequest {
  const [protocol = '', mode = '', between = '', level = ''] = text.split('/');
  const hyphen = /^((?:\{\{[^{}]*\}\}|[^-])+)-(.+)$/.exec(between);
  const ends = hyphen === null ? undefined : ([hyphen[1] ?? '', hyphen[2] ?? ''] as const);
  return { protocol, mode, ends, level };
}

/** A positive offset makes an entry earlier (racoon reference 4.4). */
function priorityOf(text: string | undefined): number {
  if (text === undefined) return USUAL_PRIORITY;
  const [base = '', sign, offset] = text.split(' ');
  const named = PRIORITIES[base];
  if (named === undefined) return USUAL_PRIORITY - Number(base);
  const by = Number(offset ?? 0);
  return sign === '-' ? named + by : named - by;
}

/** The kernel has one entry for each direction of each traffic. */
function entryKey(entry: SpdEntry): string {
  return `${entry.direction} ${flowKey(entry)}`;
}

/** The traffic of an entry; `swapped`: that of its mirror image. */
export function flowKey({ source, destination, protocol }: SpdEntry, swapped = false): string {
  const side = ({ prefix, port }: SpdRange): string => `${prefix}[${port?.first ?? 'any'}]`;
  const sides = swapped ? [destination, source] : [source, destination];
  return `${sides.map(side).join(' ')} ${protocol ?? 'any'}`;
}
