import { childKey, type ConfigurationObject, emptyObject } from '../../../../grammars/objects/object.ts';
import { fullName } from '../../../../grammars/tmsh/names.ts';
import { ipsecPolicy } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { splitPrefix } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Origin } from '../../../ir/origins.ts';
import { readAddress } from './address.ts';
import { type LoweringContext, originOf } from './context.ts';
import { DEFAULT_POLICY } from './factory.ts';
import type { LoweredPeer } from './ike-peer.ts';
import type { Run } from './ipsec-policy.ts';
import type { LoweredSelector } from './traffic-selector.ts';

interface Pair {
  readonly peer: LoweredPeer;
  readonly selector: LoweredSelector;
  readonly policy: ConfigurationObject;
  readonly origins: readonly Origin[];
}

/**
 * Selectors in the order of the device, cut where peer or policy change (`translation.md` 1.3): IKEv2 ties by the
 * peer's list, IKEv1 by address.
 */
export function findRuns(
  context: LoweringContext,
  peers: readonly LoweredPeer[],
  selectors: readonly LoweredSelector[],
): readonly Run[] {
  const policies = new PolicyLookup(context);
  const byName = new Map(selectors.map((selector) => [selector.name, selector]));
  const byRemote = new Map<string, LoweredSelector[]>();
  for (const selector of selectors) {
    const key = remoteOf(selector, policies);
    if (key === undefined) continue;
    const known = byRemote.get(key);
    if (known === undefined) byRemote.set(key, [selector]);
    else known.push(selector);
  }
  const pairs = peers.flatMap((peer) => {
    const tied = [
      ...(peer.peer.versions.includes('ikev2') ? listed(context, peer, byName, policies) : []),
      ...(peer.peer.versions.includes('ikev1') ? addressed(peer, byRemote, policies) : []),
    ];
    return [...new Map(tied.toReversed().map((pair) => [pair.selector, pair])).values()].toReversed();
  });
  return cutIntoRuns(pairs.toSorted((left, right) => left.selector.order.value - right.selector.order.value));
}

function cutIntoRuns(pairs: readonly Pair[]): readonly Run[] {
  const runs: { policy: ConfigurationObject; peer: LoweredPeer; pairs: Pair[] }[] = [];
  for (const pair of pairs) {
    const last = runs.at(-1);
    if (last !== undefined && last.peer === pair.peer && last.policy === pair.policy) last.pairs.push(pair);
    else runs.push({ policy: pair.policy, peer: pair.peer, pairs: [pair] });
  }
  return runs.map((run) => ({
    policy: run.policy,
    peer: run.peer,
    selectors: run.pairs.map(({ selector }) => selector),
    origins: [...new Set(run.pairs.flatMap(({ origins }) => origins))],
  }));
}

function listed(
  context: LoweringContext,
  peer: LoweredPeer,
  byName: ReadonlyMap<string, LoweredSelector>,
  policies: PolicyLookup,
): readonly Pair[] {
  return peer.selectors.value.flatMap((name) => {
    const selector = byName.get(fullName(name));
    if (selector === undefined) {
      const details = { object: 'traffic-selector', name };
      context.fault(peer.peer, diagnostic('TG114', details, originOf(peer.selectors.origins)));
      return [];
    }
    const policy = policies.of(selector);
    if (policy === undefined) {
      const details = { object: 'ipsec-policy', name: selector.policy.value };
      context.fault(peer.peer, diagnostic('TG114', details, originOf(selector.policy.origins)));
      return [];
    }
    return [{ peer, selector, policy, origins: peer.selectors.origins }];
  });
}

function addressed(
  peer: LoweredPeer,
  byRemote: ReadonlyMap<string, readonly LoweredSelector[]>,
  policies: PolicyLookup,
): readonly Pair[] {
  const [remote] = peer.peer.remote;
  if (remote === undefined || !('address' in remote)) return [];
  const found = byRemote.get(`${remote.address}%${peer.domain ?? ''}`) ?? [];
  return found
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((selector) => {
      const policy = policies.of(selector);
      return policy === undefined ? [] : [{ peer, selector, policy, origins: selector.policy.origins }];
    });
}

/** The far end of a selector: its policy's tunnel address, in transport mode the host that it protects. */
function remoteOf(selector: LoweredSelector, policies: PolicyLookup): string | undefined {
  const policy = policies.of(selector);
  const text = policy?.slots.get('tunnel-remote-address')?.at(-1)?.values['value'];
  const { address, domain } = readAddress(typeof text === 'string' ? text : 'any');
  if (address !== undefined) return `${address}%${domain ?? ''}`;
  const { remote } = selector.selector;
  return remote === 'any' || !('prefix' in remote)
    ? undefined
    : `${splitPrefix(remote.prefix).address}%${selector.domain?.value ?? ''}`;
}

/** Policies by name; the factory's own exists without a line. */
class PolicyLookup {
  readonly #root: ConfigurationObject;
  readonly #default = emptyObject(ipsecPolicy.name, DEFAULT_POLICY);

  constructor({ root }: LoweringContext) {
    this.#root = root;
  }

  of({ policy }: LoweredSelector): ConfigurationObject | undefined {
    const found = this.#root.children.get(childKey(ipsecPolicy.name, policy.value));
    return found ?? (policy.value === DEFAULT_POLICY ? this.#default : undefined);
  }
}
