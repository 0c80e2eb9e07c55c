import { expect, it } from 'vitest';
import { nearestWord } from '../../src/text/nearest-word.ts';

const WORDS = ['main', 'aggressive', 'pre-shared-key', 'rsa-signature', 'remote-address', 'remote-port'];

it.each([
  ['mian', 'main'],
  ['agressive', 'aggressive'],
  ['remote-adress', 'remote-address'],
  ['pre-share', 'pre-shared-key'],
  ['remote', undefined],
  ['rs', undefined],
  ['lifetime', undefined],
  ['', undefined],
])('%j is meant as %j', (word, meant) => {
  expect(nearestWord(word, WORDS)).toBe(meant);
});
