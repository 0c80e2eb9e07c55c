import type { IkeVersion } from '../../ir/scalars.ts';
import type { KnownSa } from './known-sas.ts';

export function versionName(version: IkeVersion): string {
  return version === 'ikev1' ? 'IKEv1' : 'IKEv2';
}

/** Of more SAs than these only their number helps. */
const MOST_NAMED = 3;

/** "the IKEv1 SA with 203.0.113.2 and 2 others" */
export function describeSas(sas: readonly KnownSa[]): string {
  const all = [...new Set(sas.map(describeSa))];
  const named = all.slice(0, MOST_NAMED).join(', ');
  const more = all.length - MOST_NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}

function describeSa({
  source: { version, remoteAddress, policy, spis, connectionId, peer },
}: KnownSa): string {
  const kind = version === undefined ? 'the SA' : `the ${versionName(version)} SA`;
  const number = connectionId === undefined ? '' : ` ${connectionId}`;
  const remote =
    remoteAddress === undefined ? (peer === undefined ? '' : ` of peer ${peer}`) : ` with ${remoteAddress}`;
  const ofPolicy =
    policy === undefined
      ? ''
      : ` of policy ${policy.name}${policy.sequence === undefined ? '' : ` ${policy.sequence}`}`;
  const spi = spis === undefined ? '' : ` (SPI ${spis.join(', ')})`;
  return `${kind}${number}${remote}${ofPolicy}${spi}`;
}
