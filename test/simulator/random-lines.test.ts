import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Personality } from '../../src/dialects/dialect-terminal.ts';
import { table } from '../../grammars/vrp/table.ts';
import { Session } from '../../src/simulator/session/session.ts';
import { type Devices, dialectOf, idleLab } from './transcript.ts';

const DEVICES: Devices = {
  usg: ['vrp@usg', '#\nreturn\n'],
  ne: ['vrp@ne', '#\nreturn\n'],
  bigip: ['tmsh@16', 'net ipsec ike-peer /Common/p { remote-address 1.1.1.1 }\n'],
  linux: ['racoon', 'remote anonymous { exchange_mode main; }\n'],
};

/** Words of the languages, so that random lines come near to something. */
const WORDS = [
  ...new Set(table.lines.flatMap(({ text }) => text.split(/[^a-z0-9-]+/).filter((word) => word !== ''))),
  ...'system-view quit return save commit y n display this current-configuration | include begin ( ) [ * ? " { }'.split(
    ' ',
  ),
  ...'create modify delete list show net ipsec ike-peer ipsec-policy traffic-selector all one-line p load sys config from-terminal'.split(
    ' ',
  ),
  ..."racoonctl -ll show-sa isakmp setkey -DP -c <<EOF EOF flush-sa echo $? && || ; \\ ' run util bash -c tmsh exit".split(
    ' ',
  ),
  ...'10.0.0.1 10.0.0.0/8 255.255.255.0 1 5 99999999999 a'.split(' '),
];

const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join(' ')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

/** A prompt is one line, whatever happened. */
const PROMPT = /^[^\r\n]*$/;

function typeAll(first: Personality, lines: readonly string[]): Session {
  const session = new Session(first);
  for (const typed of lines) {
    if (!session.isOpen) return session;
    expect(session.prompt).toMatch(PROMPT);
    session.help(typed);
    session.complete(typed);
    let count = 0;
    for (const printed of session.type(typed).lines) count += printed.length;
    expect(count).toBeLessThan(10_000_000);
  }
  return session;
}

describe('random lines', () => {
  test.each(Object.keys(DEVICES))('leave no exception on %s', (name) => {
    expect.hasAssertions();
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 40 }),
        fc.constantFrom('', 'vrp', 'tmsh', 'racoon'),
        (lines, dialect) => {
          const device = idleLab(DEVICES).devices.get(name);
          if (device === undefined) throw new Error(name);
          typeAll(device.open(dialect === '' ? undefined : dialectOf(dialect)), lines);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('leave no wrong view behind: return always ends in user view, and configuration is the same when it is read again', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const device = idleLab(DEVICES).devices.get('usg');
        if (device === undefined) throw new Error('no device');
        const quiet = lines.filter((typed) => !/^\s*(?:q|save|screen-w)/i.test(typed));
        const session = typeAll(device.open(), ['system-view', ...quiet, 'return']);
        expect(session.prompt).toMatch(/^<[^<>]+>$/);
        const shown = [...session.type('display current-configuration').lines].slice(1).join('\n');
        const again = idleLab({ usg: ['vrp@usg', shown] })
          .devices.get('usg')
          ?.open();
        const reread =
          again === undefined ? [] : [...again.enter('display current-configuration').lines].slice(1);
        expect(reread.join('\n')).toBe(shown);
      }),
      { numRuns: 60 },
    );
  });

  test('a line of a megabyte, and control characters', () => {
    expect.hasAssertions();
    for (const name of Object.keys(DEVICES)) {
      const device = idleLab(DEVICES).devices.get(name);
      if (device === undefined) throw new Error(name);
      typeAll(device.open(), [
        'x'.repeat(1_000_000),
        '\u0000\u0003\u001b[A\u007f',
        `display ike sa | include ${'(a*)*'.repeat(50)}b`,
      ]);
    }
  });
});
