import type { LayoutsByVariant } from '../../dialect-outputs.ts';

/** `show net ipsec-stat` (`reference/tmsh.md` 4.4): for each TMM the rows of AH and ESP, transport and tunnel. */
export const ipsecStatLayouts: LayoutsByVariant = {
  any: {
    header: [
      '-'.repeat(67),
      'Net::Ipsec',
      'Cmd Id   Mode       Packets In  Bytes In  Packets Out  Bytes Out',
      '-'.repeat(67),
    ],
    row: ['{commandId<9}{mode<9}{packetsIn>12}{bytesIn>10}{packetsOut>13}{bytesOut>11}'],
    footer: [],
  },
};

const LABEL_WIDTH = 28;

/** The frame of every statistic: not captured for these two, so that titles and labels may differ (4.4). */
export function counterLayout(title: string, counters: readonly string[]): LayoutsByVariant {
  const rule = '-'.repeat(40);
  return {
    any: {
      header: [rule, title, rule],
      row: counters.map((name) => `${labelOf(name).padEnd(LABEL_WIDTH)}{${name}>12}`),
      footer: [],
    },
  };
}

/** "activeTunnels" is "Active Tunnels". */
function labelOf(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
