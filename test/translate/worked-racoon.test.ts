import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { statusRows, translateFiles, written } from '../dialects/racoon/files.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta/ar-ikev1-main');
const WORKED = join(import.meta.dirname, 'worked/main-mode');
const NAMES = ['racoon.conf', 'psk.txt', 'setkey.conf'] as const;
const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

const A = [{ name: 'a.cfg', text: read(ROSETTA, 'vrp.cfg') }];
const B = NAMES.map((name) => ({ name, text: read(join(WORKED, 'b'), name) }));

describe('A-VRP to A-racoon (translation.md 3.2)', () => {
  const translation = translateFiles(A, { from: 'vrp@ar', to: 'racoon' });

  it.each(NAMES)('%s, character by character', (name) => {
    expect(translation.bugs).toEqual([]);
    expect(written(translation, name)).toBe(read(join(ROSETTA, 'racoon'), name));
  });

  it('each row of its status table', () => {
    expect(statusRows(translation).map((row) => row.replace('a.cfg:', ''))).toEqual([
      '2 out-of-scope TG104',
      '4 exact',
      '6 adapted TG254',
      '7 adapted TG254 TG257',
      '8 adapted TG254 TG257',
      '10 adapted TG254',
      '11 exact',
      '12 exact',
      '14 adapted TG224',
      '15 exact',
      '16 exact',
      '17 exact',
      '18 exact',
      '19 adapted TG119',
      '20 adapted TG119',
      '22 adapted TG201',
      '23 adapted TG100',
      '24 adapted TG273',
      '25 adapted TG224',
      '26 adapted TG100',
      '27 exact',
      '29 adapted TG253',
      '30 adapted TG254',
      '31 exact',
      '32 adapted TG254',
      '33 adapted TG254',
      '35 adapted TG141',
      '36 out-of-scope TG104',
      '37 adapted TG141',
      '39 out-of-scope TG104',
    ]);
  });

  it('its defaults: the volume once, and what claim refuses', () => {
    const rows = translation.report.defaults.map(({ code, status }) => `${code} ${status}`);
    expect(rows).toEqual(expect.arrayContaining(['TG205 dropped', 'TG206 approximated', 'TG200 adapted']));
  });
});

/** Two lines less than the print there: the retry timers of DPD are local to VRP (docs/decisions/racoon-examples.md). */
describe('B-racoon to B-VRP', () => {
  const translation = translateFiles(B, { to: 'vrp@ar' });

  it('character by character', () => {
    const expected = read(WORKED, 'b.compact.cfg')
      .replace(' version 1\n', ' version 1\n exchange-mode main\n')
      .replace(' dpd retransmit-interval 5\n dpd retry-limit 5\n', '');
    expect(translation.bugs).toEqual([]);
    expect(written(translation, translation.written[0]?.file ?? '')).toBe(expected);
  });

  it('each row of its status table', () => {
    expect(statusRows(translation)).toEqual(
      expectedOfB({ check: 'adapted TG206', lifetime: 'exact', verify: 'TG100', order: true }),
    );
  });
});

/** Without the log level, for which the IR has no member. */
describe('B-racoon to B-tmsh', () => {
  it('character by character', () => {
    const translation = translateFiles(B, { to: 'tmsh@16', compact: true });
    const expected = read(WORKED, 'b.compact.tmsh.conf').replace(/^net ipsec ike-daemon [^}]*\}\n/m, '');
    expect(translation.bugs).toEqual([]);
    expect(written(translation, 'bigip.conf')).toBe(expected);
  });

  it('each row of its status table', () => {
    const translation = translateFiles(B, { to: 'tmsh@16' });
    const codes = { check: 'approximated TG206', lifetime: 'adapted TG202', verify: 'TG100', order: false };
    expect(statusRows(translation)).toEqual(expectedOfB(codes));
  });
});

function expectedOfB(of: {
  check: string;
  lifetime: string;
  verify: string;
  order: boolean;
}): readonly unknown[] {
  const any = (text: string): unknown => expect.stringMatching(new RegExp(`^${text}`));
  const sainfo = (first: number): readonly unknown[] => [
    any(`racoon.conf:${first} adapted TG254`),
    `racoon.conf:${first + 1} exact`,
    `racoon.conf:${first + 2} ${of.lifetime}`,
    `racoon.conf:${first + 3} exact`,
    `racoon.conf:${first + 4} exact`,
    `racoon.conf:${first + 5} adapted TG119`,
  ];
  return [
    'racoon.conf:1 adapted TG273',
    'racoon.conf:3 dropped TG284',
    ...[5, 6, 7].map((line) => `racoon.conf:${line} adapted TG285`),
    'racoon.conf:10 adapted TG201',
    'racoon.conf:11 exact',
    'racoon.conf:12 adapted TG243',
    'racoon.conf:13 adapted TG243',
    `racoon.conf:14 adapted ${of.verify}`,
    `racoon.conf:15 ${of.check}`,
    'racoon.conf:16 exact',
    'racoon.conf:17 exact',
    `racoon.conf:18 ${of.lifetime}`,
    ...[19, 20, 21, 22, 23].map((line) => `racoon.conf:${line} exact`),
    ...sainfo(27),
    ...sainfo(35),
    'psk.txt:1 exact',
    'setkey.conf:1 adapted TG102',
    'setkey.conf:2 adapted TG102',
    ...[3, 5, 7, 9].map((line) => any(`setkey.conf:${line} adapted .*TG257`)),
  ];
}
