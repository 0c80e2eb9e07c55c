import type { IkeVersion } from '../../ir/scalars.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Policy, Selector } from '../../ir/ipsec.ts';
import type { SaSelector } from '../../ir/operation.ts';

/** What is known of an SA in the words of one device: names and connection numbers are the device's own. */
export interface Facts extends Omit<SaSelector, 'spi'> {
  /** Of a child SA: of each of its halves. */
  readonly spis?: readonly (number | string)[];
}
/** An SA that the source's device has or may have, and the same on the target's device. */
export interface KnownSa {
  readonly source: Facts;
  readonly target: Facts;
}
/** What is known of the state; absent: nothing, so that any SA may be there. */
export interface KnownSas {
  readonly ike?: readonly KnownSa[];
  readonly child?: readonly KnownSa[];
}

/** One end of a policy's tunnel, as an SA may have it. */
interface Row {
  readonly policy: Policy;
  readonly selector: Selector | undefined;
}

/**
 * The SAs that a configuration allows. `translated`: the same configuration on the target's device, where objects may have other
 * names; absent: nobody knows their names.
 */
export function knownFromGateway(source: Gateway, translated: Gateway | undefined): KnownSas {
  const rows = rowsOf(source);
  const others = translated === undefined ? [] : rowsOf(translated);
  const paired = rows.length === others.length ? others : [];
  const sas = rows.map((row, index) => pairsOf(source, row, translated, paired[index]));
  if (source.peers.length === 0) return {};
  return {
    ike: distinct(sas.flatMap(({ ike }) => ike)),
    child: distinct(sas.flatMap(({ child }) => child)),
  };
}

function rowsOf({ policies }: Gateway): readonly Row[] {
  return policies.flatMap((policy): readonly Row[] =>
    policy.selectors.length === 0
      ? [{ policy, selector: undefined }]
      : policy.selectors
          .filter(({ action }) => action === 'protect')
          .map((selector) => ({ policy, selector })),
  );
}

/** The SAs of a row, version by version and end by end. */
function pairsOf(
  source: Gateway,
  row: Row,
  translated: Gateway | undefined,
  other: Row | undefined,
): { readonly ike: readonly KnownSa[]; readonly child: readonly KnownSa[] } {
  const own = factsOf(source, row);
  const theirs = translated === undefined || other === undefined ? undefined : factsOf(translated, other);
  const sas = own.map((facts, index) => ({
    source: facts,
    target: theirs?.length === own.length ? (theirs[index] ?? withoutNames(facts)) : withoutNames(facts),
  }));
  return {
    ike: sas.flatMap(({ source: facts, target }) =>
      facts.version === undefined ? [] : [{ source: ofIke(facts), target: ofIke(target) }],
    ),
    child: sas,
  };
}

function factsOf({ peers, ipsecProposals }: Gateway, { policy, selector }: Row): readonly Facts[] {
  const peer = peers.find(({ name }) => name === policy.peer);
  const versions: readonly (IkeVersion | undefined)[] = peer?.versions ?? [undefined];
  const remotes = peer?.remote.map((entry) => ('address' in entry ? entry.address : undefined)) ?? [];
  const protocols = policy.proposals.flatMap((name) => {
    const proposal = ipsecProposals.find((candidate) => candidate.name === name);
    return [
      ...(proposal?.esp === undefined ? [] : ['esp' as const]),
      ...(proposal?.ah === undefined ? [] : ['ah' as const]),
    ];
  });
  const kinds = protocols.length === 0 ? [undefined] : [...new Set(protocols)];
  const ends = remotes.length === 0 ? [policy.tunnel.remote] : remotes;
  return versions.flatMap((version) =>
    ends.flatMap((remoteAddress) =>
      kinds.map((protocol) =>
        defined({
          version,
          remoteAddress,
          localAddress: policy.tunnel.local,
          peer: policy.peer,
          policy: { name: policy.name, sequence: policy.sequence },
          trafficSelector: selector?.name,
          vrf: peer?.vrf ?? policy.vrf,
          protocol,
        }),
      ),
    ),
  );
}

/** Members that are there. */
export function defined(members: { readonly [Member in keyof Facts]: Facts[Member] | undefined }): Facts {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** An IKE SA serves every selector of its peer. */
function ofIke({ policy: _policy, trafficSelector: _selector, protocol: _protocol, ...facts }: Facts): Facts {
  return facts;
}

/** Names and numbers are a device's own. */
export function withoutNames({
  connectionId: _connection,
  peer: _peer,
  policy: _policy,
  trafficSelector: _selector,
  vrf: _vrf,
  interface: _interface,
  ...facts
}: Facts): Facts {
  return facts;
}

function distinct(sas: readonly KnownSa[]): readonly KnownSa[] {
  return [...new Map(sas.map((sa) => [JSON.stringify(sa), sa])).values()];
}

/** What an output shows of an SA: any member may be missing. */
interface SeenEnds {
  readonly connectionId?: number | undefined;
  readonly local?: { readonly address?: string | undefined } | undefined;
  readonly remote?: { readonly address?: string | undefined } | undefined;
  readonly vrf?: string | undefined;
}
interface SeenIkeSa extends SeenEnds {
  readonly version?: IkeVersion | undefined;
  readonly peer?: string | undefined;
}
interface SeenHalf {
  readonly protocol?: string | undefined;
  readonly spi?: number | undefined;
}
interface SeenChildSa extends SeenEnds {
  readonly policy?:
    { readonly name?: string | undefined; readonly sequence?: number | undefined } | undefined;
  readonly selector?: { readonly name?: string | undefined } | undefined;
  readonly inbound?: readonly SeenHalf[] | undefined;
  readonly outbound?: readonly SeenHalf[] | undefined;
}
/** SAs that a capture shows. */
export interface SeenSas {
  readonly ikeSas: readonly SeenIkeSa[];
  readonly childSas: readonly SeenChildSa[];
}

/** The SAs of a capture; `of`: the device that it is from, whose names and numbers it has. */
export function knownFromCapture({ ikeSas, childSas }: SeenSas, of: 'source' | 'target' | 'other'): KnownSas {
  const known = (facts: Facts): KnownSa => ({
    source: of === 'source' ? facts : withoutNames(facts),
    target: of === 'target' ? facts : withoutNames(facts),
  });
  return {
    ...(ikeSas.length === 0 ? {} : { ike: ikeSas.map((sa) => known(ikeFacts(sa))) }),
    ...(childSas.length === 0 ? {} : { child: childSas.map((sa) => known(childFacts(sa))) }),
  };
}

function endFacts({ connectionId, local, remote, vrf }: SeenEnds): Facts {
  return defined({
    connectionId,
    localAddress: local?.address,
    remoteAddress: remote?.address,
    vrf,
  });
}

function ikeFacts(sa: SeenIkeSa): Facts {
  return { ...endFacts(sa), ...defined({ version: sa.version, peer: sa.peer }) };
}

function childFacts(sa: SeenChildSa): Facts {
  const halves = [...(sa.inbound ?? []), ...(sa.outbound ?? [])];
  const spis = halves.flatMap(({ spi }) => spi ?? []);
  const protocol = halves[0]?.protocol;
  const { name, sequence } = sa.policy ?? {};
  return {
    ...endFacts(sa),
    ...defined({
      spis: spis.length === 0 ? undefined : spis,
      protocol: protocol === 'esp' || protocol === 'ah' ? protocol : undefined,
      policy: name === undefined ? undefined : { name, ...(sequence === undefined ? {} : { sequence }) },
      trafficSelector: sa.selector?.name,
    }),
  };
}

/** What is known from several sources: what is there counts more than what may be there. */
export function firstKnown(...all: readonly KnownSas[]): KnownSas {
  const ike = all.find((known) => known.ike !== undefined)?.ike;
  const child = all.find((known) => known.child !== undefined)?.child;
  return { ...(ike === undefined ? {} : { ike }), ...(child === undefined ? {} : { child }) };
}
