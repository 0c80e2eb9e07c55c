import { canonicalAddress, hiddenText, splitPrefix } from '../../ir/address.ts';
import { ENCRYPTION } from '../../ir/algorithms.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Gateway, Route } from '../../ir/gateway.ts';
import type { IkeProposal, Peer } from '../../ir/ike.ts';
import type { IpsecProposal, Policy, TrafficAddress } from '../../ir/ipsec.ts';

/** What a document may say that its schema cannot forbid, by the object that is not whole. */
export type Faults = readonly (readonly [object: object, member: string, problem: Diagnostic])[];

/** References that lead nowhere, lists that must not be empty, addresses that are none (`ir.md` 3 and 4). */
export function checkGateway(gateway: Gateway): Faults {
  const { ikeProposals, peers, ipsecProposals, policies, routes } = gateway;
  const names = (objects: readonly { readonly name: string }[]): ReadonlySet<string> =>
    new Set(objects.map(({ name }) => name));
  const [ike, ipsec, known] = [names(ikeProposals), names(ipsecProposals), names(peers)];
  const byName = new Map(ikeProposals.map((proposal) => [proposal.name, proposal]));
  const manual = new Set(gateway.manualSas.flatMap(({ policy }) => (policy ? policyKey(policy) : [])));
  return [
    ...ipsecProposals.flatMap(checkIpsecProposal),
    ...peers.flatMap((peer) => checkPeer(peer, ike, byName)),
    ...policies.flatMap((policy) => [
      ...checkPolicy(policy, known, ipsec),
      ...(manual.has(policyKey(policy)) ? [] : checkHasPeer(policy)),
    ]),
    ...checkManualSas(gateway),
    ...routes.flatMap(checkRoute),
    ...[...ikeProposals, ...peers, ...ipsecProposals, ...policies].flatMap(checkNumbers),
  ];
}

/** A route that is none is left out: no tunnel hangs on it alone. */
function checkRoute(route: Route): Faults {
  const { destination, via } = route;
  if (!isPrefix(destination)) return [[route, 'destination', notAnAddress(destination)]];
  if (via.address !== undefined && !isAddress(via.address))
    return [[route, 'via', notAnAddress(via.address)]];
  const isWhole = via.address !== undefined || via.interface !== undefined;
  return isWhole ? [] : [[route, 'destination', missing('"address" or "interface" of a route')]];
}

/** Numbers count seconds, kilobytes, packets, bits: whole and not negative. */
function checkNumbers(object: object): Faults {
  return Object.entries(object).flatMap(([member, value]: [string, unknown]): Faults => {
    const wrong = wrongNumberIn(value);
    if (wrong === undefined) return [];
    const details = { parameter: `a number of "${member}" (${wrong})`, kind: 'whole and not negative' };
    return [[object, member, diagnostic('TG110', details)]];
  });
}

function wrongNumberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? undefined : value;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.values(value)
    .map(wrongNumberIn)
    .find((wrong) => wrong !== undefined);
}

function missing(what: string): Diagnostic {
  return diagnostic('TG106', { what });
}
function notAnAddress(text: string): Diagnostic {
  return diagnostic('TG110', { parameter: `"${text}"`, kind: 'an address or a prefix' });
}

function checkIpsecProposal(proposal: IpsecProposal): Faults {
  const { esp, ah } = proposal;
  if (esp === undefined && ah === undefined) return [[proposal, 'name', missing('"esp" or "ah"')]];
  const faults: (readonly [object, string, Diagnostic])[] = [];
  if (esp?.encryption.length === 0) faults.push([proposal, 'esp', missing('an encryption algorithm')]);
  if (ah?.integrity.length === 0) faults.push([proposal, 'ah', missing('an integrity algorithm')]);
  return faults;
}

function checkPeer(
  peer: Peer,
  known: ReadonlySet<string>,
  proposals: ReadonlyMap<string, IkeProposal>,
): Faults {
  const faults: (readonly [object, string, Diagnostic])[] = [];
  if (peer.versions.length === 0) faults.push([peer, 'versions', missing('a version')]);
  if (peer.proposals.length === 0) faults.push([peer, 'proposals', missing('a proposal')]);
  if (peer.versions.includes('ikev1') && peer.exchangeModes.length === 0) {
    faults.push([peer, 'exchangeModes', missing('an exchange mode for IKEv1')]);
  }
  for (const name of peer.proposals) {
    const proposal = proposals.get(name);
    if (!known.has(name) || proposal === undefined) {
      faults.push([peer, 'proposals', diagnostic('TG114', { object: 'IKE proposal', name })]);
    } else {
      faults.push(
        ...missingIn(proposal, peer).map(
          (what) => [peer, 'proposals', missing(`${what} in IKE proposal ${name}`)] as const,
        ),
      );
    }
  }
  for (const entry of peer.remote) {
    const addresses =
      'address' in entry ? [entry.address] : 'first' in entry ? [entry.first, entry.last] : [];
    for (const text of addresses) if (!isAddress(text)) faults.push([peer, 'remote', notAnAddress(text)]);
  }
  return faults;
}

function missingIn(proposal: IkeProposal, { versions }: Peer): readonly string[] {
  const combined = proposal.encryption.every(({ name }) => ENCRYPTION[name].combined);
  const [v1, v2] = [versions.includes('ikev1'), versions.includes('ikev2')];
  return [
    ...(proposal.encryption.length === 0 ? ['an encryption algorithm'] : []),
    ...(proposal.dhGroups.length === 0 ? ['a DH group'] : []),
    ...(v1 && proposal.hashes.length === 0 ? ['a hash for IKEv1'] : []),
    ...(v2 && proposal.prfs.length === 0 ? ['a PRF for IKEv2'] : []),
    ...(v2 && proposal.integrity.length === 0 && !combined ? ['an integrity algorithm for IKEv2'] : []),
  ];
}

function checkPolicy(policy: Policy, peers: ReadonlySet<string>, proposals: ReadonlySet<string>): Faults {
  const faults: (readonly [object, string, Diagnostic])[] = [];
  const { peer } = policy;
  if (peer !== undefined && !peers.has(peer)) {
    faults.push([policy, 'peer', diagnostic('TG114', { object: 'peer', name: peer })]);
  }
  if (peer !== undefined && policy.proposals.length === 0)
    faults.push([policy, 'proposals', missing('a proposal')]);
  for (const name of policy.proposals) {
    if (proposals.has(name)) continue;
    faults.push([policy, 'proposals', diagnostic('TG114', { object: 'IPsec proposal', name })]);
  }
  for (const text of [policy.tunnel.local, policy.tunnel.remote]) {
    if (text !== undefined && !isAddress(text)) faults.push([policy, 'tunnel', notAnAddress(text)]);
  }
  for (const { local, remote, protocol = 0, localPorts, remotePorts } of policy.selectors) {
    const ports = [localPorts, remotePorts].flatMap((range) => (range === undefined ? [] : [range]));
    if (protocol > 255) {
      const details = { parameter: '"protocol"', first: 0, last: 255 };
      faults.push([policy, 'selectors', diagnostic('TG111', details)]);
    }
    if (ports.some(({ first, last }) => first > last || last > 65_535)) {
      const details = { parameter: 'a range of ports', first: 0, last: 65_535 };
      faults.push([policy, 'selectors', diagnostic('TG111', details)]);
    }
    for (const side of [local, remote]) {
      const wrong = wrongTextOf(side);
      if (wrong !== undefined) faults.push([policy, 'selectors', notAnAddress(wrong)]);
    }
  }
  return faults;
}

/** What is wrong with an SA that has no IKE withholds its policy. */
function checkManualSas({ manualSas, policies }: Gateway): Faults {
  const owners = new Map(policies.map((policy) => [policyKey(policy), policy]));
  return manualSas.flatMap(({ policy, source, destination }): Faults => {
    const owner = policy === undefined ? undefined : owners.get(policyKey(policy));
    if (owner === undefined) return [];
    const wrong = [source, destination].filter((text) => !isAddress(text));
    return wrong.map((text) => [owner, 'name', notAnAddress(text)]);
  });
}

/** Without IKE a policy only lets traffic pass or stops it, unless its SAs are manual. */
function checkHasPeer(policy: Policy): Faults {
  const { peer, selectors } = policy;
  const protects = selectors.some(({ action }) => action === 'protect');
  const isWhole = peer !== undefined || (selectors.length > 0 && !protects);
  return isWhole ? [] : [[policy, 'name', missing('a peer')]];
}

function policyKey({ name, sequence }: Pick<Policy, 'name' | 'sequence'>): string {
  return `${name} ${sequence}`;
}

function wrongTextOf(side: TrafficAddress): string | undefined {
  if (side === 'any') return undefined;
  if ('prefix' in side) return isPrefix(side.prefix) ? undefined : side.prefix;
  return [side.first, side.last].find((text) => !isAddress(text));
}

function isAddress(text: string): boolean {
  return hiddenText(text) !== undefined || canonicalAddress(text) === text;
}

function isPrefix(text: string): boolean {
  const { address, length } = splitPrefix(text);
  return (
    text.includes('/') && isAddress(address) && length >= 0 && length <= (address.includes(':') ? 128 : 32)
  );
}
