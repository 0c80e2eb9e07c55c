import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prove } from '../../src/connect/prove/prove.ts';
import { dialectNamed } from '../../src/dialects/registry.ts';
import { type DialectProfile, nameOf } from '../../src/translate/dialect-profile.ts';
import type { Proof } from '../../src/translate/report/proof.ts';
import { translate } from '../../src/translate/translate.ts';
import { GATEWAYS } from './random-gateway.ts';

/** `GATEWAY_RUNS` raises it: the same gateways come first. */
const RUNS = Number(process.env['GATEWAY_RUNS'] ?? 40);
const SEED = 2026;

const IR = side('ir', '1');
const TARGETS = [
  side('vrp', 'usg'),
  side('vrp', 'ar'),
  side('vrp', 'ar-v2r3'),
  side('vrp', 'ne'),
  side('tmsh', '16'),
  side('racoon', '0.8'),
];

function side(name: string, profile: string): DialectProfile {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return { dialect, profile: dialect.profiles.includes(profile) ? profile : dialect.defaultProfile };
}

interface Text {
  readonly name: string;
  readonly text: string;
}

/** What is wrong with a translation, and its output; a translation that means something else is wrong. */
function tried(files: readonly Text[], from: DialectProfile, to: DialectProfile) {
  const placeholders = { '198.51.100.1': 'GigabitEthernet0/0/1' };
  const { evidence, bugs, written } = translate(files, {
    from,
    to,
    because: 'the test says so',
    accepted: new Set(),
    placeholders,
    compact: false,
    evidence: true,
  });
  const wrong = [...bugs, ...(evidence === undefined ? [] : unannounced(prove(evidence, from, to)))];
  return { wrong, files: written.map(({ file, text }) => ({ name: file, text })) };
}

function unannounced({ peers }: Proof): readonly string[] {
  return peers.flatMap(({ peer, differences }) =>
    differences.flatMap(({ words, source, translation, announced, isBehaviour }) =>
      isBehaviour || announced.length > 0
        ? []
        : `${peer}: ${words}: ${source.observed} became ${translation.observed}`,
    ),
  );
}

describe('random gateways', () => {
  it.each(TARGETS.map((target) => ({ name: nameOf(target), target })))(
    'mean the same in $name, and from there in every other dialect',
    ({ target }) => {
      fc.assert(
        fc.property(GATEWAYS, (gateway) => {
          const text = JSON.stringify({ ir: 1, gateway }, null, 1);
          const first = tried([{ name: 'gateway.json', text }], IR, target);
          expect(first.wrong).toEqual([]);
          if (first.files.length === 0) return;
          for (const next of [IR, ...TARGETS]) {
            expect([nameOf(next), tried(first.files, target, next).wrong]).toEqual([nameOf(next), []]);
          }
        }),
        { seed: SEED, numRuns: RUNS },
      );
    },
    600_000,
  );
});
