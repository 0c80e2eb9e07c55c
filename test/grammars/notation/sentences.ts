import fc from 'fast-check';
import type { Choice, Item, Parameter, ParameterType, Sequence } from '../../../grammars/notation/syntax.ts';

/** Words of a sentence; a choice that is unnamed and holds no argument says nothing and is left out where it may be. */
export function sentenceOf(sequence: Sequence): fc.Arbitrary<readonly string[]> {
  return fc.tuple(...sequence.map(wordsOfItem)).map((parts) => parts.flat());
}

function wordsOfItem(item: Item): fc.Arbitrary<readonly string[]> {
  switch (item.kind) {
    case 'keyword':
      return fc.constant([item.word]);
    case 'parameter':
      return wordsOfParameter(item);
    case 'choice':
      return wordsOfChoice(item);
    default:
      return item satisfies never;
  }
}

function wordsOfParameter({ type, repeated }: Parameter): fc.Arbitrary<readonly string[]> {
  const one = valueOf(type);
  if (type.kind === 'rest') return one.map((text) => text.split(' '));
  return repeated
    ? fc.uniqueArray(one, {
        minLength: 1,
        maxLength: type.kind === 'choice' ? Math.min(3, type.words.length) : 3,
      })
    : one.map((text) => [text]);
}

function wordsOfChoice({ name, alternatives, optional, repeated }: Choice): fc.Arbitrary<readonly string[]> {
  const said = name === undefined ? alternatives.filter(hasMeaning) : alternatives;
  const usable = said.length === 0 && !optional ? alternatives : said;
  if (usable.length === 0) return fc.constant([]);
  const chosen = repeated
    ? fc
        .shuffledSubarray([...usable], { minLength: optional ? 0 : 1 })
        .chain((picked) => fc.tuple(...picked.map(sentenceOf)).map((parts) => parts.flat()))
    : fc.oneof(...usable.map(sentenceOf));
  return optional && !repeated ? fc.oneof(fc.constant([]), chosen) : chosen;
}

/** An alternative that says something: it holds a parameter, or a choice with a name. */
function hasMeaning(sequence: Sequence): boolean {
  return sequence.some(
    (item) =>
      item.kind === 'parameter' ||
      (item.kind === 'choice' && (item.name !== undefined || item.alternatives.some(hasMeaning))),
  );
}

const OCTET = fc.integer({ min: 1, max: 223 });
const IPV4 = fc.tuple(OCTET, OCTET, OCTET, OCTET).map((octets) => octets.join('.'));
const IPV6 = fc.integer({ min: 1, max: 0xffff }).map((group) => `2001:db8::${group.toString(16)}`);

/** A value of a type; words begin with `zq`, as no keyword does. */
function valueOf(type: ParameterType): fc.Arbitrary<string> {
  switch (type.kind) {
    case 'word':
      return word(type.minimum, type.maximum);
    case 'rest':
      return fc
        .array(word(1, 6), { minLength: 1, maxLength: 3 })
        .map((words) => words.join(' ').slice(0, type.maximum).trim());
    case 'integer':
      return fc.integer({ min: type.minimum, max: Math.min(type.maximum, 4_294_967_295) }).map(String);
    case 'choice':
      return fc.constantFrom(...type.words);
    case 'ipv4':
    case 'address':
      return IPV4;
    case 'ipv6':
      return IPV6;
    case 'mask':
      return fc.constantFrom('255.255.255.0', '255.255.0.0', '24', '32');
    case 'wildcard':
      return fc.constantFrom('0.0.0.255', '0.0.255.255', '0');
    case 'prefix6':
      return fc.constantFrom('2001:db8::/32', 'fc00:1::/64', '::/0');
    default:
      return type satisfies never;
  }
}

function word(minimum: number, maximum: number): fc.Arbitrary<string> {
  const letters = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  return letters.map((text) => `zq${text}`.slice(0, Math.max(minimum, Math.min(maximum, 14))));
}
