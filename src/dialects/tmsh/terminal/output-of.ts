import type { UnderstoodCommand } from '../../dialect-operations.ts';

/** By command the output that shows what it asks; `all-properties`: in full. */
const OUTPUTS: Readonly<Record<string, { readonly brief: string; readonly full: string }>> = {
  showIkeSa: { brief: 'ike-sa-brief', full: 'ike-sa' },
  showIpsecSa: { brief: 'ipsec-sa-brief', full: 'ipsec-sa' },
  // What a device shows of a selector is not captured: its pages show the SAs of it in full (tmsh reference 4.4).
  showSelectors: { brief: 'ipsec-sa', full: 'ipsec-sa' },
  showIpsecStatistics: { brief: 'ipsec-stat', full: 'ipsec-stat' },
  showEventStatistics: { brief: 'ike-evt-stat', full: 'ike-evt-stat' },
  showMessageStatistics: { brief: 'ike-msg-stat', full: 'ike-msg-stat' },
};

export function outputOf({ command, operation }: UnderstoodCommand): string | undefined {
  const isFull = 'detail' in operation && operation.detail === 'full';
  return OUTPUTS[command]?.[isFull ? 'full' : 'brief'];
}
