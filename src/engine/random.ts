/**
 * A stream of pseudo-random numbers (sfc32 of PractRand), one for each gateway and purpose: another gateway, or
 * another draw for another purpose, shifts nothing. Its whole state is four 32-bit integers, so it can be saved.
 */
export class RandomStream {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;

  /** Seeded from (seed, name, purpose), never from a position, so that adding a gateway leaves the others alone. */
  constructor(seed: number, name: string, purpose: string) {
    let state = Math.imul(seed | 0, 0x9e3779b9) ^ hashText(name) ^ Math.imul(hashText(purpose), 0x85ebca6b);
    const draw = (): number => {
      state = (state + 0x9e3779b9) | 0;
      return mix(state);
    };
    this.a = draw();
    this.b = draw();
    this.c = draw();
    for (let turn = 0; turn < 12; turn++) this.next();
  }

  /** A signed 32-bit integer. */
  next(): number {
    const result = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + result) | 0;
    return result;
  }
  /** 0 <= value < 1, from 32 bits. */
  fraction(): number {
    return (this.next() >>> 0) / 4_294_967_296;
  }
  /** 0 <= value < limit. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }
}

/** Scatters the bits of a 32-bit integer (the finalizer of MurmurHash3). */
export function mix(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** Two integers as one; the order matters. */
export function mixTwo(left: number, right: number): number {
  return mix((Math.imul(left, 31) + mix(right)) | 0);
}

/** The same, never 0: that stands for no key. */
export function mixKey(left: number, right: number): number {
  return mixTwo(left, right) || 1;
}

/** FNV-1a over UTF-16 code units. */
export function hashText(text: string): number {
  return mix(addText(FNV_OFFSET, text));
}
/** The hash of two texts one after the other, without the text that they make. */
export function hashTexts(first: string, second: string): number {
  return mix(addText(addText(FNV_OFFSET, first), second));
}
const FNV_OFFSET = 0x811c9dc5;
function addText(hash: number, text: string): number {
  let result = hash;
  for (let index = 0; index < text.length; index++) {
    result = Math.imul(result ^ text.charCodeAt(index), 0x01000193);
  }
  return result;
}
