import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../src/dialects/registry.ts';
import type { Dialect, Style } from '../../src/dialects/dialect.ts';
import type { IrDocument } from '../../src/ir/document.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import { sameJson } from '../../src/ir/json.ts';
import { legalize } from '../../src/translate/legalize/index.ts';
import type { Legalized } from '../../src/translate/legalize/options.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');
const STYLE: Style = { layout: 'blocks', compact: false, placeholders: { blue: '12' }, origins: false };

const gateways: readonly (readonly [name: string, gateway: Gateway])[] = readdirSync(ROSETTA, {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => {
    const { gateway }: IrDocument = JSON.parse(readFileSync(join(ROSETTA, name, 'gateway.json'), 'utf8'));
    return gateway === undefined ? [] : [[name, gateway] as const];
  });
const sources = readdirSync(ROSETTA, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:cfg|conf|json)$/.test(path))
  .map((path) => readFileSync(join(ROSETTA, path), 'utf8'));

/** Lines of real texts in any order, cut anywhere: what a parser must stand. */
const MANGLED = fc
  .array(fc.constantFrom(...sources.flatMap((text) => text.split('\n'))), { maxLength: 30 })
  .chain((lines) => {
    const text = lines.join('\n');
    return fc
      .tuple(fc.nat({ max: text.length }), fc.constantFrom('', '{', '}', '"', '\0', '\r', 'é', '\uDC80'))
      .map(([at, inserted]) => text.slice(0, at) + inserted + text.slice(at));
  });

function members(gateway: Gateway, path: string): readonly unknown[] {
  return path.split('.').reduce<readonly unknown[]>(
    (values, name) =>
      values.flatMap((value) => {
        const member: unknown =
          typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
        const list: readonly unknown[] = Array.isArray(member) ? member : [member];
        return list;
      }),
    [gateway],
  );
}

/** The contract of every dialect (`contracts.md` 1). */
describe.each(dialects.map((dialect): [string, Dialect] => [dialect.name, dialect]))(
  '%s',
  (_name, dialect) => {
    it('has a default profile that is one of its profiles', () => {
      expect(dialect.profiles).toContain(dialect.defaultProfile);
    });

    it('says for every profile how its devices behave', () => {
      expect(Object.keys(dialect.behaviour).toSorted()).toEqual([...dialect.profiles].toSorted());
    });

    it.each(dialect.profiles.map((profile) => [profile]))(
      'reads and lowers anything as %s, and never throws',
      (profile) => {
        fc.assert(
          fc.property(MANGLED, (text) => {
            dialect.detect(text);
            const read = dialect.read([{ name: 'x', text }], profile);
            const lowered = dialect.lower(read, profile);
            for (const { span } of read.statements) {
              expect(span.start <= span.end && span.end <= text.length).toBe(true);
            }
            for (const origin of lowered.used) expect(read.statements[origin]).toBeDefined();
            for (const range of dialect.secretsIn(text)) expect(range.end).toBeLessThanOrEqual(text.length);
          }),
          { seed: 2026, numRuns: 150 },
        );
      },
    );
  },
);

const writers = dialects.flatMap((dialect) => {
  const { target } = dialect;
  return target === undefined
    ? []
    : dialect.profiles.map((profile) => ({ name: `${dialect.name}@${profile}`, dialect, target, profile }));
});

describe.each(writers)('$name as a target', ({ name, dialect, target, profile }) => {
  const legalOf = (gateway: Gateway): Legalized =>
    legalize(gateway, new Map(), {
      target,
      name,
      profile,
      leave: { accepted: new Set(), placeholders: STYLE.placeholders },
    });

  it.each(gateways)('raises %s with nothing worse than adapted', (_scenario, gateway) => {
    const { gateway: legal, changes } = legalOf(gateway);
    const isRefused = changes.some(({ kind }) => kind === 'error');
    const raised = isRefused ? [] : target.raise(legal, new Map(), profile, STYLE).changes;
    expect(raised.filter(({ kind }) => kind !== 'adapted')).toEqual([]);
  });

  it('gives every fixed value of its limits when what was written is lowered', () => {
    const [, gateway] = gateways.find(([scenario]) => scenario === 'ar-ikev1-main') ?? [];
    if (gateway === undefined) throw new Error('no such fixture');
    const raised = target.raise(legalOf(gateway).gateway, new Map(), profile, STYLE);
    const files = target.write(raised, profile, STYLE).map(({ file, text }) => ({ name: file, text }));
    const lowered = dialect.lower(dialect.read(files, profile), profile);
    const wrong = Object.entries(target.limits[profile]?.members ?? {}).flatMap(([path, { fixed }]) => {
      if (fixed === undefined) return [];
      const wanted = fixed.value === null ? undefined : fixed.value;
      const isEmptyList = Array.isArray(wanted) && wanted.length === 0;
      const isGiven = (value: unknown): boolean =>
        isEmptyList ? value === undefined : sameJson(value, wanted);
      return members(lowered.gateway, path).every(isGiven) ? [] : [path];
    });
    expect(wrong).toEqual([]);
  });
});
