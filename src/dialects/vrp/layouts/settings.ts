import type { LayoutsByVariant } from '../../dialect-outputs.ts';

/** `display ipsec sa duration` (`reference/vrp.md` 3.5): that of NE routers, taken for all. */
export const durationLayouts: LayoutsByVariant = {
  any: {
    header: [],
    row: [
      ' IPsec sa global duration(traffic based): {kilobytes} kilobytes',
      ' IPsec sa global duration(time based): {seconds} seconds',
    ],
    footer: [],
  },
};

/** `display ike global config` (3.10): found in no source. */
export const ikeSettingsLayouts: LayoutsByVariant = {
  any: {
    header: ['IKE Global Config:', '-'.repeat(62)],
    row: [
      '  IKE local-name                : {localName}',
      '  IKE heartbeat-timer interval  : {interval}',
      '  IKE heartbeat-timer timeout   : {timeout}',
      '  IKE heartbeat seq-num type    : {sequence}',
      '  IKE heartbeat spi-list        : {spiList}',
      '  IKE nat-keepalive-timer       : {keepalive}',
      '  IKEv1 phase1-phase2 sa dependent : {dependent}',
      '  IKE dpd type                  : {dpd}',
    ],
    footer: ['-'.repeat(62)],
  },
};
