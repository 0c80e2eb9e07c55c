import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const COLUMNS_BEHIND_COOKIES = 'ST S  V E Created             Phase2';
const CELLS_BEHIND_COOKIES = '{stage>2} {side} {version>2} {exchange?} {created?<19} {phase2>6}';

/**
 * `racoonctl show-sa isakmp` without `-l`, with one and with two (`reference/racoon.md` 1.5.1). Every row ends in a
 * blank. `f5`: what BIG-IP prints for `-ll` (section 6).
 */
export const isakmpSaLayouts = {
  l0: {
    header: ['Destination            Cookies                           Created'],
    row: ['{destinationShort<22} {cookies<33} {created?<19} '],
    footer: [],
  },
  l1: {
    header: [`Destination            Cookies                           ${COLUMNS_BEHIND_COOKIES}`],
    row: [`{destinationShort<22} {cookies<33} ${CELLS_BEHIND_COOKIES} `],
    footer: [],
  },
  l2: {
    header: [
      `${'Source'.padEnd(46)}${'Destination'.padEnd(46)}Cookies                           ${COLUMNS_BEHIND_COOKIES}`,
    ],
    row: [`{source<45} {destination<45} {cookies<33} ${CELLS_BEHIND_COOKIES} `],
    footer: [],
  },
  f5: {
    header: [
      `Source           Destination         Cookies                           ${COLUMNS_BEHIND_COOKIES}`,
    ],
    row: [`{sourceOfBigIp<16} {destination<19} {cookies<33} ${CELLS_BEHIND_COOKIES}`],
    footer: [],
  },
} satisfies LayoutsByVariant;
