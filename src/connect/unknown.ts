import { hiddenText } from '../ir/address.ts';
import type { RemoteAddress } from '../ir/ike.ts';
import type { MemberPath } from '../ir/limits.ts';
import type { Address } from '../ir/scalars.ts';
import type { BringUp, EngineEnd } from './bring-up.ts';
import type { Which } from './end.ts';
import { counterpartOf } from './parameters.ts';
import type { Peering } from './peering.ts';
import type { Finding } from './problem.ts';

/** A name that is resolved elsewhere, or an address that the text masks. */
function isUnknown(place: RemoteAddress): boolean {
  return 'fqdn' in place || ('address' in place && hiddenText(place.address) !== undefined);
}

/** The end with the other one's address for each that nobody knows. */
export function withKnownRemotes(end: EngineEnd, other: Address | undefined): EngineEnd {
  if (other === undefined) return end;
  const peers = end.gateway.peers.map((peer) => ({
    ...peer,
    remote: peer.remote.map((place) => (isUnknown(place) ? { address: other } : place)),
  }));
  return { ...end, gateway: { ...end.gateway, peers } };
}

/** What decides, and no text says: where an end looks for the other one, what traffic it protects. */
export function unknownFindings(peering: Peering, runs: readonly BringUp[]): readonly Finding[] {
  const places = (['left', 'right'] as const).filter((which) => {
    const { remote } = peering[which];
    return remote.length > 0 && remote.every(isUnknown);
  });
  const hidden = runs.find(({ flows }) => flows.some(({ outcome }) => outcome === 'hidden'));
  return [
    ...places.map((which) => unknown('peers.remote', which, 'as no text says where that is')),
    ...(hidden === undefined
      ? []
      : [unknown('policies.selectors', hidden.initiator, 'as an address in it is masked')]),
  ];
}

function unknown(path: MemberPath, seenBy: Which, when: string): Finding {
  const other = counterpartOf(path);
  const paths = seenBy === 'left' ? { left: path, right: other } : { left: other, right: path };
  return { class: 'unverifiable', paths, when, seenBy };
}
