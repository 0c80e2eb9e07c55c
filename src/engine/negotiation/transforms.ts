import { ENCRYPTION, HASH, INTEGRITY, PRF } from '../../ir/algorithms.ts';
import type {
  EncryptionName,
  EncryptionTransform,
  HashName,
  IntegrityName,
  IntegrityTransform,
  PrfName,
  PrfTransform,
} from '../../ir/scalars.ts';
import type { Transform } from '../message/payloads.ts';

// A transform is one integer: IANA number above, key length in bits below (0: the algorithm has none). So equality is
// `===`, and a key length cannot be forgotten. Algorithms without a number get private ones, 1024 and up: they match
// only themselves.
const KEY_BITS = 16;
const PRIVATE = 1024;

const ENCRYPTION_NUMBERS = numbered(ENCRYPTION, ({ ikev2 }) => ikev2);
const INTEGRITY_NUMBERS = numbered(INTEGRITY, ({ ikev2 }) => ikev2);
const PRF_NUMBERS = numbered(PRF, ({ ikev2 }) => ikev2);
const HASH_NUMBERS = numbered(HASH, ({ ikev1Phase1 }) => ikev1Phase1);

/** The algorithm alone, without its key length. */
export function algorithmNumber(transform: Transform): number {
  return transform >> KEY_BITS;
}
export function keyLengthOf(transform: Transform): number {
  return transform & (2 ** KEY_BITS - 1);
}

export function encryptionNumber({ name, keyLength = 0 }: EncryptionTransform): Transform {
  return (ENCRYPTION_NUMBERS.numberOf(name) << KEY_BITS) | keyLength;
}
export function encryptionOf(transform: Transform): EncryptionTransform {
  const name: EncryptionName = ENCRYPTION_NUMBERS.nameOf(algorithmNumber(transform));
  const keyLength = keyLengthOf(transform);
  return keyLength === 0 ? { name } : { name, keyLength };
}
/** Whether it needs no integrity algorithm beside it. */
export function isCombined(transform: Transform): boolean {
  return ENCRYPTION[encryptionOf(transform).name].combined;
}
/**
 * HMAC-SHA-256 cut to 96 bits is negotiated under the number of the whole one: such a tunnel comes up, and then no
 * packet is authentic. So it has that number, and its length below, which `onTheWire` leaves out.
 */
const CUT_SHA256: Transform = (12 << KEY_BITS) | 96;

export function integrityNumber({ name }: IntegrityTransform): Transform {
  return name === 'AUTH_HMAC_SHA2_256_96' ? CUT_SHA256 : INTEGRITY_NUMBERS.numberOf(name) << KEY_BITS;
}
export function integrityOf(transform: Transform): IntegrityTransform {
  if (transform === CUT_SHA256) return { name: 'AUTH_HMAC_SHA2_256_96' };
  const name: IntegrityName = INTEGRITY_NUMBERS.nameOf(transform >> KEY_BITS);
  return { name };
}
/** What the other end is told of an integrity algorithm. */
export function onTheWire(integrity: Transform): Transform {
  return integrity & ~(2 ** KEY_BITS - 1);
}
export function prfNumber({ name }: PrfTransform): Transform {
  return PRF_NUMBERS.numberOf(name) << KEY_BITS;
}
export function prfOf(transform: Transform): PrfTransform {
  const name: PrfName = PRF_NUMBERS.nameOf(transform >> KEY_BITS);
  return { name };
}
export function hashNumber(name: HashName): Transform {
  return HASH_NUMBERS.numberOf(name) << KEY_BITS;
}
export function hashOf(transform: Transform): HashName {
  return HASH_NUMBERS.nameOf(transform >> KEY_BITS);
}

function numbered<Name extends string, Row>(
  table: Readonly<Record<Name, Row>>,
  numberIn: (row: Row) => number | undefined,
): { numberOf(name: Name): number; nameOf(number: number): Name } {
  const numbers = new Map<Name, number>();
  const names = new Map<number, Name>();
  let unnumbered = PRIVATE;
  for (const name in table) {
    const number = numberIn(table[name]) ?? unnumbered++;
    numbers.set(name, number);
    if (!names.has(number)) names.set(number, name);
  }
  return {
    numberOf: (name) => numbers.get(name) ?? 0,
    nameOf: (number) => {
      const name = names.get(number);
      if (name === undefined) throw new RangeError(`no algorithm has the number ${number}`);
      return name;
    },
  };
}
