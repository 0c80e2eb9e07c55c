import type { Read, Written } from '../../dialects/dialect.ts';
import type { OperationalLanguage } from '../../dialects/dialect-operations.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, SourceFile } from '../../ir/diagnostic.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Lowered } from '../../ir/lowered.ts';
import type { Operation } from '../../ir/operation.ts';
import type { Origin, Origins } from '../../ir/origins.ts';
import { type DialectProfile, nameOf } from '../dialect-profile.ts';
import { makeLegal } from '../make-legal.ts';
import type { Placeholders } from '../placeholders.ts';
import type { Place } from '../source-map.ts';
import type { SayingContext } from './context.ts';
import { firstKnown, knownFromCapture, knownFromGateway, type KnownSas, type SeenSas } from './known-sas.ts';
import type { Speaker } from './reading-back.ts';
import { sayAll, type SaidStatement } from './say-all.ts';
import { composeScript } from './script.ts';

/** What a person says of the running gateway beside the text. */
export interface GivenState {
  /** Captured outputs, each with the name of the dialect of its device. */
  readonly captures: readonly { readonly dialect: string; readonly sas: SeenSas }[];
  /** The files of the configuration that the commands speak of, in the source's dialect. */
  readonly configuration: readonly SourceFile[];
  /** The source's device has one board. */
  readonly hasOneBoard: boolean;
}

/** Whether a text asks for something among its configuration: then it is a script. What is answered in the text makes it a capture. */
export function isScript({ operations }: Pick<Read, 'operations'>): boolean {
  return operations.some(({ answered }) => answered !== true);
}

/** In a capture of a configuration commands say how it was got, and no more. */
export function notScripted(read: Pick<Read, 'operations'>): readonly Diagnostic[] {
  if (isScript(read)) return [];
  return read.operations.flatMap(({ origins }) =>
    origins.map((origin) => diagnostic('TG104', {}, { origin })),
  );
}

/** Whether a text does nothing else. */
export function isScriptAlone(read: Read, { used, gateway }: Lowered): boolean {
  const asking = new Set(read.operations.flatMap(({ origins }) => origins));
  const { peers, policies, ikeProposals, ipsecProposals } = gateway;
  const hasObjects = [peers, policies, ikeProposals, ipsecProposals].some((objects) => objects.length > 0);
  return read.operations.length > 0 && !hasObjects && [...used].every((origin) => asking.has(origin));
}

interface Ends {
  readonly from: DialectProfile;
  readonly to: DialectProfile;
  readonly placeholders: Placeholders;
  readonly state?: GivenState;
}

/**
 * Says every operation of a text in the target's words; nothing where no device speaks the target's language. `own`: what the
 * text itself tells of the SAs.
 */
export function sayOperations(read: Read, ends: Ends, own: () => KnownSas): readonly SaidStatement[] {
  const { from, to, placeholders, state } = ends;
  const [source, target] = [speakerOf(from, to), speakerOf(to, to)];
  if (target === undefined || read.operations.length === 0) return [];
  const known = firstKnown(...capturesOf(ends), own(), knownFromFiles(ends));
  const context: SayingContext = {
    from: source ?? target,
    to: target,
    keepsNames: from.dialect === to.dialect,
    known,
    hasOneBoard: state?.hasOneBoard === true,
  };
  return sayAll(read, context, placeholders);
}

function speakerOf({ dialect, profile }: DialectProfile, to: DialectProfile): Speaker | undefined {
  const language = dialect.operations ?? (dialect === to.dialect ? undefined : to.dialect.operations);
  if (language === undefined) return undefined;
  return {
    language,
    profile: dialect.operations === undefined ? to.profile : profile,
    name: nameOf({ dialect, profile }),
  };
}

/** Captures of the source's device come first: the numbers in its commands are its own. */
function capturesOf({ from, to, state }: Ends): readonly KnownSas[] {
  const found = (state?.captures ?? []).map(({ dialect, sas }) => {
    const of = deviceOf(dialect, from.dialect.name, to.dialect.name);
    return { of, known: knownFromCapture(sas, of) };
  });
  const order: Readonly<Record<Device, number>> = { source: 0, target: 1, other: 2 };
  return found.toSorted((left, right) => order[left.of] - order[right.of]).map(({ known }) => known);
}

type Device = 'source' | 'target' | 'other';

function deviceOf(dialect: string, source: string, target: string): Device {
  if (dialect === source) return 'source';
  return dialect === target ? 'target' : 'other';
}

/** What a configuration tells that is given along: it is translated as it would be alone, to know the names of the target. */
function knownFromFiles({ from, to, placeholders, state }: Ends): KnownSas {
  const files = state?.configuration ?? [];
  const { target } = to.dialect;
  if (files.length === 0 || target === undefined) return {};
  const read = from.dialect.read(files, from.profile);
  const lowered = from.dialect.lower(read, from.profile);
  const legal = makeLegal(read, lowered, target, { to, placeholders }, new Set());
  const style = { layout: 'blocks', compact: false, placeholders, origins: false } as const;
  const raised = target.raise(legal.gateway, lowered.origins, to.profile, style);
  return knownFromOutput(lowered.gateway, target.write(raised, to.profile, style), to);
}

/** What a text's own configuration tells: its SAs in its words and, read back, in those of the target. */
export function knownFromOutput(
  source: Gateway,
  written: readonly Written[],
  { dialect, profile }: DialectProfile,
): KnownSas {
  const files = written.map(({ file, text }) => ({ name: file, text }));
  const translated = dialect.lower(dialect.read(files, profile), profile).gateway;
  return knownFromGateway(source, translated);
}

/** Where the target has a place for operations beside the gateway, they are its statements too. */
export function noteOrigins(read: Read, origins: Origins): readonly Operation[] {
  for (const { operation, origins: own } of read.operations) {
    origins.set(operation, Object.fromEntries(Object.keys(operation).map((member) => [member, own])));
  }
  return read.operations.map(({ operation }) => operation);
}

export interface WovenInput {
  readonly read: Read;
  readonly said: readonly SaidStatement[];
  readonly language: OperationalLanguage;
  readonly header: readonly string[];
  /** Lines that ask for nothing are commands of other features, kept as comments; of a document they are its form. */
  readonly keepsOthers: boolean;
}
/** The outputs of a script. `configuration`: those that are read back to validate the translation. */
export interface Woven {
  readonly written: readonly Written[];
  readonly configuration: readonly Written[];
  readonly targets: ReadonlyMap<Origin, readonly Place[]>;
}

const SCRIPT = 'commands.txt';
const NOTHING: Woven = { written: [], configuration: [], targets: new Map() };

/** A script of commands alone; nothing where none of them can be said. */
export function weaveAlone(input: WovenInput): Woven {
  if (input.said.every(({ commands }) => commands.length === 0)) return NOTHING;
  const { written, targets } = composeScript({ ...input, file: SCRIPT });
  return { written: [written], configuration: [], targets };
}

/** Commands among the configuration that they stand in: in one script where it is typed, beside it where it is files. */
export function weave(input: WovenInput, plain: readonly Written[]): Woven {
  const [output] = plain;
  if (output === undefined) return NOTHING;
  if (input.language.configuring === undefined) {
    const { written, targets } = composeScript({ ...input, file: SCRIPT, keepsOthers: false });
    return { written: [...plain, written], configuration: plain, targets };
  }
  const { file } = output;
  const { written, targets } = composeScript({ ...input, file, configuration: output, keepsOthers: false });
  return { written: [written], configuration: [written], targets };
}

/** What was found in reading and saying operations. */
export function toldOf(said: readonly SaidStatement[]): readonly Diagnostic[] {
  return said.flatMap(({ diagnostics }) => diagnostics);
}
