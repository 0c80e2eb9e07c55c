import type { RandomStream } from '../random.ts';

/** Inbound SPIs are drawn from here on: 1 to 255 are reserved, and strongSwan's range shows well in outputs. */
const FIRST_SPI = 0xc0000000;
const MASK = 0x0fffffff;

/**
 * The inbound SPIs of child SAs in an order that looks random and names each of the 2^28 once before any comes again. So an
 * SPI that was drawn, and whose SA is not installed yet, is not drawn a second time: nothing has to be reserved or given back.
 */
export class ChildSpis {
  private next: number;
  private readonly key: number;

  constructor(random: RandomStream) {
    this.next = random.next() & MASK;
    this.key = random.next() & MASK;
  }

  /** Signed, as all SPIs in records and messages. */
  draw(): number {
    const spi = FIRST_SPI | scatter(this.next ^ this.key);
    this.next = (this.next + 1) & MASK;
    return spi;
  }
}

/** A bijection of 28 bits: each step can be undone. */
function scatter(value: number): number {
  let bits = value ^ (value >>> 15);
  bits = Math.imul(bits, 0x5ebca6b5) & MASK;
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0x2b2ae35d) & MASK;
  return bits ^ (bits >>> 14);
}
