import { type ConfigurationObject, emptyObject } from '../../grammars/objects/object.ts';
import type { Read } from '../dialects/dialect.ts';
import type { Cipher, Consequence, SavedFile, TerminalHost } from '../dialects/dialect-terminal.ts';
import type { MeaningDifference } from '../diff/difference.ts';
import { carry, type Obstacles } from '../diff/fix/carry.ts';
import { readSide, type Side } from '../diff/side.ts';
import { splitPrefix } from '../ir/address.ts';
import type { SourceFile } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import { type DialectProfile, nameOf } from '../translate/dialect-profile.ts';
import { makeLegal } from '../translate/make-legal.ts';

/** The device that is looked at in the words of another dialect. */
export interface Beheld {
  readonly dialect: DialectProfile;
  readonly cipher: Cipher;
  readonly read: () => Read;
  /** Its configuration as the files that say it. */
  readonly files: () => readonly SavedFile[];
  /** Gives it other objects; what no table knows stays as it is written in what was read. */
  readonly configure: (objects: ConfigurationObject, written: Read) => void;
}

/** What a session of another dialect sees of a device, and what it has typed there that means nothing yet. */
interface View {
  /** What the device runs it is of. */
  readonly of: Read;
  readonly objects: ConfigurationObject;
  /** Something in it is not on the device. */
  readonly isAhead: boolean;
}

/** A device as another dialect shows it. What is typed there reaches the device in the words of its own dialect. */
export class ForeignView {
  readonly #device: Beheld;
  readonly #dialect: DialectProfile;
  #view: View | undefined;
  /** What it had typed is gone with the view that it was in. */
  #hasLost = false;

  constructor(device: Beheld, dialect: DialectProfile) {
    this.#device = device;
    this.#dialect = dialect;
  }

  /** As far as the dialect can say it; made anew when somebody else has changed the device. */
  get running(): ConfigurationObject {
    const of = this.#device.read();
    if (this.#view?.of !== of) {
      this.#hasLost ||= this.#view?.isAhead === true;
      this.#view = { of, objects: configurationIn(this.#dialect, this.#device.dialect, of), isAhead: false };
    }
    return this.#view.objects;
  }

  /** Tries a configuration in the place of what the session sees. `host`: the session's. */
  change(objects: ConfigurationObject, host: TerminalHost): Consequence {
    const standing = this.running;
    const isAhead = this.#view?.isAhead === true;
    const warned = this.#hasLost ? [LOST] : [];
    this.#hasLost = false;
    const device = this.#sideOf(this.#device.files(), this.#device.dialect);
    const [before, after] = [standing, objects].map((running) =>
      this.#sideOf(this.#dialect.dialect.terminal?.save(withRunning(host, running)) ?? [], this.#dialect),
    );
    if (before === undefined || after === undefined || isSameText(before, after)) return { lines: [] };
    const carried = carry(device, before, after);
    switch (carried.kind) {
      case 'idle':
        this.#view = { of: this.#device.read(), objects, isAhead: true };
        return { lines: [...warned, IDLE] };
      case 'refused':
        return {
          lines: [...warned, ...obstacleLines(carried.because, nameOf(this.#device.dialect))],
          refused: true,
        };
      case 'done':
        this.#device.configure(carried.after.read.objects, device.read);
        this.#view = { of: this.#device.read(), objects, isAhead };
        return {
          lines: [
            ...warned,
            ...typedLines(carried.after.read).map(
              (line) => `Info: On the device: ${masked(line, this.#device.dialect)}`,
            ),
            ...carried.otherwise.map((found) => `Warning: ${told(found)}`),
          ],
        };
      default:
        return carried satisfies never;
    }
  }

  #sideOf(files: readonly SourceFile[], from: DialectProfile): Side {
    const { cipher } = this.#device;
    const clear = files.map((file) => ({
      ...file,
      text: from.dialect.terminal?.decipher(file.text, cipher) ?? file.text,
    }));
    return readSide(clear, from);
  }
}

function isSameText({ read: { files } }: Side, after: Side): boolean {
  return files.every(({ text }, index) => text === after.read.files[index]?.text);
}

/** What is typed at the device of the last file: what configures nothing is left to those who want it. */
function typedLines({ files, statements, operations }: Read): readonly string[] {
  const last = files.length - 1;
  const text = files[last]?.text ?? '';
  const asked = new Set(
    operations.flatMap(({ origins }) =>
      origins.flatMap((origin) => {
        const span = statements[origin]?.span;
        return span?.file === last ? [text.lastIndexOf('\n', span.start) + 1] : [];
      }),
    ),
  );
  let start = 0;
  return text.split('\n').filter((line) => {
    const isKept = line !== '' && !asked.has(start);
    start += line.length + 1;
    return isKept;
  });
}

const IDLE = 'Info: This has no meaning for a tunnel yet: the session keeps it, the device does not.';

const LOST = 'Warning: The device was changed by somebody else: what this session kept for itself is gone.';

/** The session's host with another configuration in its place. */
function withRunning(host: TerminalHost, running: ConfigurationObject): TerminalHost {
  return { ...host, running, written: undefined };
}

const IMPOSSIBLE = {
  'files-alone': (device: string) =>
    `Error: Nothing is typed at a device of ${device}: its files are written, and loaded in its own shell.`,
  unproved: (device: string) => `Error: No statements of ${device} were found that do this and nothing else.`,
} as const;

function obstacleLines(
  { unsaid, otherwise, beside, impossible }: Obstacles,
  device: string,
): readonly string[] {
  if (impossible !== undefined) return [IMPOSSIBLE[impossible](device)];
  return [
    ...unsaid.map(({ note, code }) => `Error: ${note} [${code}]`),
    ...otherwise.map((found) => `Error: ${told(found)}`),
    ...beside.map((found) => `Error: This would change something else too: ${told(found)}`),
  ];
}

function told({ words, left, right, subjects: [{ text }] }: MeaningDifference): string {
  return `${text}: ${words}: the device has ${left?.text ?? 'nothing'}, not ${right?.text ?? 'nothing'}.`;
}

/** A line with its keys hidden. */
function masked(line: string, { dialect }: DialectProfile): string {
  return dialect
    .secretsIn(line)
    .toReversed()
    .reduce((text, { start, end }) => `${text.slice(0, start)}*****${text.slice(end)}`, line);
}

/** Interfaces have names of their own in each dialect: by address what a device of this one would call them. */
function interfaceNames(
  { interfaces, policies }: Gateway,
  { dialect, profile }: DialectProfile,
): Readonly<Record<string, string>> {
  const groups = [
    ...interfaces
      .filter(({ kind }) => kind !== 'tunnel')
      .map(({ addresses }) => addresses.map((prefix) => splitPrefix(prefix).address)),
    ...policies.flatMap(({ tunnel: { local } }) => (local === undefined ? [] : [[local]])),
  ];
  const names = new Map<string, string>();
  let count = 0;
  for (const addresses of groups) {
    const name = dialect.terminal?.interfaceName?.(count, profile);
    const unnamed = addresses.filter((address) => !names.has(address));
    if (name === undefined || unnamed.length === 0) continue;
    for (const address of unnamed) names.set(address, name);
    count += 1;
  }
  return Object.fromEntries(names);
}

/** What a device runs, in the words of another dialect: as far as that can say it. */
function configurationIn(to: DialectProfile, from: DialectProfile, read: Read): ConfigurationObject {
  const { target } = to.dialect;
  if (target === undefined) return emptyObject('', '');
  const lowered = from.dialect.lower(read, from.profile);
  const placeholders = interfaceNames(lowered.gateway, to);
  const { gateway } = makeLegal(read, lowered, target, { to, placeholders }, new Set());
  const style = {
    layout: target.layouts?.[0] ?? 'blocks',
    compact: true,
    placeholders,
    origins: false,
  } as const;
  return target.raise(gateway, lowered.origins, to.profile, style).objects;
}
