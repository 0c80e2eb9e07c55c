import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../grammars/vrp/document.ts';
import { PROFILES, type Profile } from '../../../grammars/vrp/profiles.ts';
import { compareGateways } from '../../../src/ir/comparison.ts';
import type { Gateway } from '../../../src/ir/gateway.ts';
import { type Scenario, scenarios } from '../../rosetta/scenario.ts';

function profileOf({ source }: Scenario): Profile {
  const profile = PROFILES.find((name) => name === source.profile);
  if (profile === undefined) throw new Error(`no profile of VRP: ${source.profile}`);
  return profile;
}

/** Every keyword in capitals; arguments, whose letter case counts, stay. */
function inCapitals(text: string, profile: Profile): string {
  let changed = '';
  let at = 0;
  for (const { start, end, understood } of readDocument(text, profile, 'strict')) {
    if (understood.kind !== 'line') continue;
    const given = new Set(
      Object.values(understood.values)
        .flat()
        .flatMap((value) => value.split(' ')),
    );
    const line = text
      .slice(start, end)
      .replace(/[^ ]+/g, (word) => (given.has(word) ? word : word.toUpperCase()));
    changed += text.slice(at, start) + line;
    at = end;
  }
  return changed + text.slice(at);
}

const CHANGES: readonly {
  readonly what: string;
  readonly change: (text: string, profile: Profile) => string;
}[] = [
  { what: 'keywords in capitals', change: inCapitals },
  {
    what: 'objects behind what names them',
    change: (text) => text.split(/^#\n/m).toReversed().join('#\n'),
  },
  { what: 'no indentation', change: (text) => text.replace(/^ +/gm, '') },
  { what: 'no separators', change: (text) => text.replace(/^#\n/gm, '') },
  { what: 'prompts', change: (text) => text.replace(/^(?=[^#\n])/gm, '[R1-ike-peer-x]') },
  { what: 'remarks', change: (text) => text.replace(/^( *dh group\d+)$/gm, '$1 //as agreed') },
  { what: 'trailing blanks', change: (text) => text.replace(/$/gm, '  ') },
  { what: 'CRLF', change: (text) => text.replace(/\n/g, '\r\n') },
  { what: 'no last line end', change: (text) => text.replace(/\s+$/, '') },
];

describe('a text as people keep it means the same', () => {
  it.each(CHANGES)('$what', ({ change }) => {
    for (const scenario of scenarios) {
      expect(differencesOf(scenario, change(scenario.vrp, profileOf(scenario)))).toEqual([]);
    }
  });

  it('all of it together', () => {
    fc.assert(
      fc.property(fc.nat(scenarios.length - 1), fc.subarray([...CHANGES.keys()]), (number, changes) => {
        const scenario = scenarios[number];
        if (scenario === undefined) throw new Error('no such scenario');
        fc.pre(!saysTwoThings(scenario, new Set(changes.map((index) => CHANGES[index]?.what ?? ''))));
        const profile = profileOf(scenario);
        const text = changes.reduce(
          (changed, index) => CHANGES[index]?.change(changed, profile) ?? changed,
          scenario.vrp,
        );
        expect(differencesOf(scenario, text)).toEqual([]);
      }),
      { seed: 2026, numRuns: 200 },
    );
  });
});

/**
 * `ipsec profile NAME` opens an object in system view, and binds it in the view of an interface: behind an interface, with
 * neither a separator nor indentation, it is the latter, as on the device.
 */
function saysTwoThings({ vrp }: Scenario, changes: ReadonlySet<string>): boolean {
  const isFlat = changes.has('no indentation') || changes.has('prompts');
  const isRun = changes.has('objects behind what names them') && changes.has('no separators');
  return /^ipsec profile /m.test(vrp) && isFlat && isRun;
}

/** Where a text means something else than the scenario's, or has other errors. */
function differencesOf(scenario: Scenario, text: string): readonly unknown[] {
  const was = meaningOf(scenario, scenario.vrp);
  const is = meaningOf(scenario, text);
  const errors = is.errors.filter((message) => !was.errors.includes(message));
  return [...errors, ...compareGateways(was.gateway, is.gateway, { unreached: true })];
}

function meaningOf(
  { source: { dialect, profile } }: Scenario,
  text: string,
): { readonly gateway: Gateway; readonly errors: readonly string[] } {
  const read = dialect.read([{ name: 'vrp.cfg', text }], profile);
  const { gateway, diagnostics } = dialect.lower(read, profile);
  const errors = [...read.diagnostics, ...diagnostics].filter(({ severity }) => severity === 'error');
  return { gateway, errors: errors.map(({ message }) => message) };
}
