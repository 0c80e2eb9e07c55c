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
import type { LoweredSelector } from './traffic-selector.ts';
import type { LoweredTunnel } from './tunnels.ts';

/** Selectors that stand together in the order of the device, with one peer and one ipsec-policy. */
export interface Run {
  readonly policy: ConfigurationObject;
  /** Absent: the policy has keys of its own, or protects nothing. */
  readonly peer: LoweredPeer | undefined;
  /** Its selectors let traffic through, or discard it: they need neither peer nor suite. */
  readonly isException: boolean;
  /** In interface mode: the tunnel that the selector is for; absent there: none is in the text. */
  readonly tunnel: LoweredTunnel | undefined;
  readonly selectors: readonly LoweredSelector[];
  /** What tied them to the peer. */
  readonly origins: readonly Origin[];
}

/** What selectors are tied to. */
export interface RunsInput {
  readonly peers: readonly LoweredPeer[];
  readonly selectors: readonly LoweredSelector[];
  /** By full name of the selector. */
  readonly tunnels: ReadonlyMap<string, readonly LoweredTunnel[]>;
  /** By the full names of the policies that have keys of their own. */
  readonly manual: ReadonlyMap<string, ConfigurationObject>;
}

interface Pair {
  /** Absent: the policy has keys of its own. */
  readonly peer: LoweredPeer | undefined;
  readonly selector: LoweredSelector;
  readonly policy: ConfigurationObject;
  readonly tunnel: LoweredTunnel | undefined;
  readonly origins: readonly Origin[];
}

/**
 * Selectors in the order of the device, cut where peer or policy change (`translation.md` 1.3): IKEv2 ties by the
 * peer's list, IKEv1 by address. In interface mode each tunnel stands alone.
 */
export function findRuns(context: LoweringContext, input: RunsInput): readonly Run[] {
  const { peers, selectors, manual } = input;
  const lookup = new Lookup(context, input);
  const byName = new Map(selectors.map((selector) => [selector.name, selector]));
  const byRemote = new Map<string, LoweredSelector[]>();
  for (const selector of selectors) {
    for (const key of lookup.remotesOf(selector)) {
      const known = byRemote.get(key);
      if (known === undefined) byRemote.set(key, [selector]);
      else known.push(selector);
    }
  }
  const negotiated = peers.flatMap((peer) => {
    const tied = [
      ...(peer.peer.versions.includes('ikev2') ? listed(context, peer, byName, lookup) : []),
      ...(peer.peer.versions.includes('ikev1') ? addressed(peer, byRemote, lookup) : []),
    ];
    return [...new Map(tied.toReversed().map((pair) => [keyOf(pair), pair])).values()].toReversed();
  });
  const reached = new Set(negotiated.map(({ selector }) => selector));
  const keyed = selectors.flatMap((selector) => {
    const policy = lookup.policyOf(selector);
    const isException = selector.selector.action !== 'protect';
    return policy === undefined || reached.has(selector) || isException || !manual.has(policy.key)
      ? []
      : lookup.pairs(undefined, selector, policy, selector.policy.origins);
  });
  const exceptions = selectors.flatMap((selector) =>
    reached.has(selector) || selector.selector.action === 'protect'
      ? []
      : [exceptionOf(selector, lookup.policyOf(selector))],
  );
  const pairs = [...negotiated, ...keyed, ...exceptions];
  return cutIntoRuns(pairs.toSorted((left, right) => left.selector.order.value - right.selector.order.value));
}

/** A selector that protects nothing counts for every peer; its policy says nothing. */
function exceptionOf(selector: LoweredSelector, policy: ConfigurationObject | undefined): Pair {
  return {
    peer: undefined,
    selector,
    policy: policy ?? emptyObject(ipsecPolicy.name, selector.policy.value),
    tunnel: undefined,
    origins: selector.policy.origins,
  };
}

function keyOf({ selector, tunnel }: Pair): string {
  return `${selector.name} ${tunnel?.interface.name ?? ''}`;
}

function cutIntoRuns(pairs: readonly Pair[]): readonly Run[] {
  const runs: (Omit<Run, 'selectors' | 'origins'> & { readonly pairs: Pair[] })[] = [];
  for (const pair of pairs) {
    const { policy } = pair;
    const isException = pair.selector.selector.action !== 'protect';
    const peer = isException ? undefined : pair.peer;
    const tunnel = isException ? undefined : pair.tunnel;
    const last = runs.at(-1);
    const isSame =
      last?.peer === peer &&
      last?.policy === policy &&
      last.pairs[0]?.selector.selector.action === pair.selector.selector.action;
    if (isSame && tunnel === undefined) last.pairs.push(pair);
    else runs.push({ policy, peer, isException, tunnel, pairs: [pair] });
  }
  return runs.map(({ policy, peer, isException, tunnel, pairs: own }) => ({
    policy,
    peer,
    isException,
    tunnel,
    selectors: own.map(({ selector }) => selector),
    origins: [...new Set(own.flatMap(({ origins }) => origins))],
  }));
}

function listed(
  context: LoweringContext,
  peer: LoweredPeer,
  byName: ReadonlyMap<string, LoweredSelector>,
  lookup: Lookup,
): readonly Pair[] {
  return peer.selectors.value.flatMap((name) => {
    const list = originOf(peer.selectors.origins);
    const selector = byName.get(fullName(name));
    if (selector === undefined) {
      context.fault(peer.peer, diagnostic('TG114', { object: 'traffic-selector', name }, list));
      return [];
    }
    const policy = lookup.policyOf(selector);
    if (policy === undefined) {
      const details = { object: 'ipsec-policy', name: selector.policy.value };
      context.fault(peer.peer, diagnostic('TG114', details, originOf(selector.policy.origins)));
      const cause = `traffic-selector ${name}`;
      context.reportOnce({ ...diagnostic('TG209', { cause }, list), status: 'dropped' });
      return [];
    }
    return lookup.pairs(peer, selector, policy, peer.selectors.origins);
  });
}

function addressed(
  peer: LoweredPeer,
  byRemote: ReadonlyMap<string, readonly LoweredSelector[]>,
  lookup: Lookup,
): readonly Pair[] {
  const [remote] = peer.peer.remote;
  const end = remote !== undefined && 'address' in remote ? remote.address : 'any';
  const key = `${end}%${peer.domain ?? ''}`;
  return (byRemote.get(key) ?? [])
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((selector) => {
      const policy = lookup.policyOf(selector);
      if (policy === undefined) return [];
      return lookup
        .pairs(peer, selector, policy, selector.policy.origins)
        .filter(({ tunnel }) => tunnel === undefined || tunnel.remote?.value === remoteAddressOf(peer));
    });
}

function remoteAddressOf({ peer: { remote } }: LoweredPeer): string | undefined {
  const [entry] = remote;
  return entry !== undefined && 'address' in entry ? entry.address : undefined;
}

export function modeOf({ slots }: ConfigurationObject): string {
  const value = slots.get('mode')?.at(-1)?.values['value'];
  return typeof value === 'string' ? value : (ipsecPolicy.properties.mode.default ?? '');
}

/** Policies by name (the factory's own exists without a line), and tunnels by their selector. */
class Lookup {
  readonly #root: ConfigurationObject;
  readonly #tunnels: RunsInput['tunnels'];
  readonly #default = emptyObject(ipsecPolicy.name, DEFAULT_POLICY);

  constructor({ root }: LoweringContext, { tunnels }: RunsInput) {
    this.#root = root;
    this.#tunnels = tunnels;
  }

  policyOf({ policy }: LoweredSelector): ConfigurationObject | undefined {
    const found = this.#root.children.get(childKey(ipsecPolicy.name, policy.value));
    return found ?? (policy.value === DEFAULT_POLICY ? this.#default : undefined);
  }

  /** A selector with its policy; in interface mode once for each tunnel that uses it. */
  pairs(
    peer: LoweredPeer | undefined,
    selector: LoweredSelector,
    policy: ConfigurationObject,
    origins: readonly Origin[],
  ): readonly Pair[] {
    const tunnels = modeOf(policy) === 'interface' ? (this.#tunnels.get(selector.name) ?? []) : [];
    const all = tunnels.length === 0 ? [undefined] : tunnels;
    return all.map((tunnel) => ({ peer, selector, policy, tunnel, origins }));
  }

  /**
   * The far ends of a selector: its policy's tunnel address, in transport mode the host that it protects, in interface
   * mode the far ends of its tunnels.
   */
  remotesOf(selector: LoweredSelector): readonly string[] {
    const policy = this.policyOf(selector);
    if (policy !== undefined && modeOf(policy) === 'interface') {
      const tunnels = this.#tunnels.get(selector.name) ?? [];
      return [...new Set(tunnels.map(({ remote, domain }) => `${remote?.value ?? 'any'}%${domain ?? ''}`))];
    }
    const text = policy?.slots.get('tunnel-remote-address')?.at(-1)?.values['value'];
    const { address, domain } = readAddress(typeof text === 'string' ? text : 'any');
    if (policy !== undefined && modeOf(policy) === 'tunnel') return [`${address ?? 'any'}%${domain ?? ''}`];
    if (address !== undefined) return [`${address}%${domain ?? ''}`];
    const { remote } = selector.selector;
    return remote === 'any' || !('prefix' in remote)
      ? []
      : [`${splitPrefix(remote.prefix).address}%${selector.domain?.value ?? ''}`];
  }
}
