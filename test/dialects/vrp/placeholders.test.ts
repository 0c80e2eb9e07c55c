import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { translateText } from '../../translate/translate-text.ts';

const USG = readFileSync(new URL('../../../fixtures/rosetta/usg-ikev2/vrp.cfg', import.meta.url), 'utf8');
const OPEN = USG.replace('tunnel local 198.51.100.1', 'tunnel local {{local-address:hub}}');

describe('a local address that a person has yet to say', () => {
  it.each([['tmsh@16'], ['vrp@ar'], ['ir']])('is told at its line, and stays a placeholder in %s', (to) => {
    const { report, bugs } = translateText(OPEN, { from: 'vrp@usg', to });
    const row = report.statements.find(({ text }) => text.includes('tunnel local'));
    expect([bugs, row?.status, row?.notes[0]?.code]).toEqual([[], 'approximated', 'TG140']);
  });
});
