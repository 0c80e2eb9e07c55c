import type { Face } from '../../../../grammars/notation/face.ts';
import { ObjectReader, type Reading } from '../../../../grammars/notation/face.ts';
import type { Chapter, Commands } from '../../../../grammars/notation/command.ts';
import { isMaskedAddress } from '../../../../grammars/notation/parameter-type.ts';
import { childKey, type ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import { canonicalAddress, unknownAddress } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import { Findings } from '../../../ir/findings.ts';
import type { Origin } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import type { Read } from '../../dialect.ts';

/** What one run of lowering collects, and how its parts reach the objects. */
export class LoweringContext extends Findings {
  readonly root: ConfigurationObject;
  readonly profile: Profile;
  readonly #reader: ObjectReader;
  readonly #pending: ReadonlyMap<Origin, Diagnostic>;
  readonly #reported: ReadonlyMap<Origin, Diagnostic>;
  readonly #inherited = new Set<Origin>();

  constructor(read: Read, profile: Profile) {
    super();
    this.root = read.objects;
    this.profile = profile;
    this.#reader = new ObjectReader(table.model, profile, this.used);
    this.#pending = read.pending;
    this.#reported = new Map(
      read.diagnostics.flatMap((found): [Origin, Diagnostic][] =>
        found.severity === 'error' && found.origin !== undefined ? [[found.origin, found]] : [],
      ),
    );
  }

  face<Slots extends Commands>(chapter: Chapter<Slots>, object: ConfigurationObject): Face<Slots> {
    return this.#reader.face(chapter, object);
  }

  object(view: string, key: string): ConfigurationObject | undefined {
    return this.root.children.get(childKey(view, key));
  }

  objects(view: string): readonly ConfigurationObject[] {
    return [...this.root.children.values()].filter((child) => child.view === view);
  }

  /** What the profile means where a slot is silent, as the device would say it. */
  defaultSentences(view: string, slot: string): readonly string[] {
    return table.rows.flatMap(({ view: of, slot: named, options }) =>
      of === view && named === slot ? (options.defaults?.[this.profile] ?? []) : [],
    );
  }

  /** What is wrong with the statements of a configuration object that could not be read. */
  unreadableIn({ unreadable }: ConfigurationObject): readonly Diagnostic[] {
    return unreadable.flatMap((origin) => {
      const pending = this.#pending.get(origin);
      if (pending !== undefined) this.reportOnce(pending);
      return pending ?? this.#reported.get(origin) ?? [];
    });
  }

  /** They make what is lowered from it faulty. */
  blameUnreadable(object: object, source: ConfigurationObject): void {
    for (const problem of this.unreadableIn(source)) this.blame(object, problem);
  }

  /** A global line that an object without its own takes over: said once for the line. */
  noteInherited(global: Reading | undefined, what: string, heir: string): void {
    const [origin] = global?.origins ?? [];
    if (global?.written !== true || origin === undefined || this.#inherited.has(origin)) return;
    this.#inherited.add(origin);
    this.report(diagnostic('TG100', { what, where: `"${heir}"`, value: 'this one' }, { origin }));
  }

  /** An address as written; a masked one becomes an unknown one and is reported, the placeholder of one is it again. */
  address(text: string, reading: Pick<Reading, 'origins'>): Address {
    const hidden = /^\{\{address:(.*)\}\}$/.exec(text)?.[1];
    if (hidden !== undefined) return unknownAddress(hidden);
    if (!isMaskedAddress(text)) return canonicalAddress(text) ?? text;
    const [origin] = reading.origins;
    this.reportOnce(
      diagnostic('TG122', { text, placeholder: `address:${text}` }, origin === undefined ? {} : { origin }),
    );
    return unknownAddress(text);
  }
}

/** Where a finding about an object stands: its header. */
export function headerOrigin(object: ConfigurationObject): { readonly origin?: Origin } {
  const [header] = object.headers;
  return header === undefined ? {} : { origin: header.origin };
}

/** The statements that opened an object. */
export function headerOrigins(object: ConfigurationObject): readonly Origin[] {
  return object.headers.map(({ origin }) => origin);
}

/** The origins of several readings, each once. */
export function originsOfAll(readings: readonly (Pick<Reading, 'origins'> | undefined)[]): readonly Origin[] {
  return [...new Set(readings.flatMap((reading) => reading?.origins ?? []))];
}

/** The statement that a finding about a reading speaks of; a default has none. */
export function originOf(origins: readonly Origin[]): { readonly origin?: Origin } {
  const [origin] = origins;
  return origin === undefined || origin < 0 ? {} : { origin };
}
