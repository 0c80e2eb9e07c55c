import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const TITLE = ['-'.repeat(25), 'IKE::SecurityAssociations', '-'.repeat(25)];
const EMPTY = [...TITLE, 'Total records returned: {count}'];
const HEAD = [
  '(tmm: {processor})',
  '  {remote?} -> {local?}',
  '  Version: {version}{^72}State: {state}',
  '  IKE Peer: {peer}',
];

/** `show net ipsec ike-sa all-properties` (`reference/tmsh.md` 4.2). */
export const ikeSaLayouts: LayoutsByVariant = {
  any: {
    header: TITLE,
    row: [
      ...HEAD,
      '  Spi(local): 0x{localSpi}{^72}Spi(Remote): 0x{remoteSpi}',
      '  Encryption: {encryption}{^72}Authentication: {authentication}',
      '  Hash Algorithm: {hash}{^72}Initiator: {initiator}',
      '  Life/Active Time: {lifetime}/{active} seconds{^72}NAT-T: {nat}',
      '  Traffic Selectors {selectorCount}{^72}Reqid(in/out)',
      { each: 'selectors', lines: ['     {name}{^72}{inbound}/{outbound}'] },
      '  Child SA Count: {childSaCount}',
    ],
    between: [''],
    footer: ['', 'Total records returned: {count}'],
    empty: EMPTY,
  },
};

/** Without `all-properties`: not captured anywhere, the first lines of the same (4.2). */
export const ikeSaBriefLayouts: LayoutsByVariant = {
  any: {
    header: TITLE,
    row: HEAD,
    between: [''],
    footer: ['', 'Total records returned: {count}'],
    empty: EMPTY,
  },
};
