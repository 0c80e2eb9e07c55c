import type {
  Captured,
  CapturedChildSa,
  CapturedFailure,
  CapturedIkeSa,
  CapturedOffline,
  CapturedSecurityPolicy,
  CapturedSettings,
  CapturedStatistics,
  Seen,
} from '../ir/captured.ts';
import type { IkeProposal, Peer } from '../ir/ike.ts';
import type { IpsecProposal, Policy } from '../ir/ipsec.ts';
import type { EngineEvent, SaHalf, Timer } from '../ir/result.ts';
import { mergeWith } from '../text/layout/form.ts';

/** An SA of one device, while its outputs are read. */
interface Entry<Sa> {
  readonly device: string;
  sa: Sa;
}

/**
 * The SAs of a capture. Several outputs of one device show the same SAs: what they say goes together, by connection
 * numbers, by SPIs, by request ids, by cookies.
 */
export class Gathering {
  /** The device whose outputs are read. */
  device = '';
  /** The command that it was asked with; empty: nobody knows. */
  command = '';

  readonly offlineLog: CapturedOffline[] = [];
  readonly failureLog: CapturedFailure[] = [];
  readonly events: Seen<EngineEvent>[] = [];
  readonly timers: Seen<Timer>[] = [];
  readonly ikeProposals: Seen<IkeProposal>[] = [];
  readonly peers: Seen<Peer>[] = [];
  readonly ipsecProposals: Seen<IpsecProposal>[] = [];
  readonly policies: Seen<Policy>[] = [];
  readonly securityPolicies: CapturedSecurityPolicy[] = [];
  statistics: CapturedStatistics | undefined;
  settings: CapturedSettings | undefined;
  readonly #ikeSas: Entry<CapturedIkeSa>[] = [];
  readonly #childSas: Entry<CapturedChildSa>[] = [];
  readonly #ikeByKey = new Map<string, Entry<CapturedIkeSa>>();
  readonly #childByKey = new Map<string, Entry<CapturedChildSa>>();
  readonly #assumed = new Set<string>();
  #last = 0;

  /** Gives the number of the SA in the capture. */
  addIkeSa(sa: CapturedIkeSa): number {
    return this.#add(sa, ikeKeys(sa), this.#ikeSas, this.#ikeByKey);
  }

  /** Gives the number of the SA in the capture. */
  addChildSa(sa: CapturedChildSa): number {
    const keys = childKeys(sa);
    const twin = keys.some((key) => this.#childByKey.has(this.#keyOf(key))) ? undefined : this.#twinOf(sa);
    if (twin !== undefined) for (const key of childKeys(twin.sa)) keys.push(key);
    return this.#add(sa, keys, this.#childSas, this.#childByKey);
  }

  /** An address was taken for the device's own though nothing says so. */
  assumeLocal(address: string): void {
    this.#assumed.add(address);
  }
  /** The addresses that were taken so since it was last asked. */
  takeAssumed(): readonly string[] {
    const taken = [...this.#assumed];
    this.#assumed.clear();
    return taken;
  }

  /** The addresses of the device's peers, as far as they are known. */
  remotes(): ReadonlySet<string> {
    const own = [...this.#ikeSas, ...this.#childSas].filter(({ device }) => device === this.device);
    return new Set(own.flatMap(({ sa }) => sa.remote?.address ?? []));
  }

  result(time: Pick<Captured, 'clock' | 'at' | 'isAtEstimated'>): Captured {
    const { offlineLog, failureLog, events, timers } = this;
    const { ikeProposals, peers, ipsecProposals, policies, securityPolicies } = this;
    const logs = { offlineLog, failureLog, events, timers };
    const lists = { ...logs, ikeProposals, peers, ipsecProposals, policies, securityPolicies };
    const children = this.#children();
    return {
      ...time,
      ikeSas: this.#ikeSas.map(({ sa }) => {
        const own = children.get(sa.id ?? 0);
        return own === undefined ? sa : { ...sa, childSas: own };
      }),
      childSas: this.#childSas.map(({ sa }) => sa),
      ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
      ...(this.statistics === undefined ? {} : { statistics: this.statistics }),
      ...(this.settings === undefined ? {} : { settings: this.settings }),
    };
  }

  /** The numbers of child SAs by that of their IKE SA. */
  #children(): ReadonlyMap<number, number[]> {
    const children = new Map<number, number[]>();
    for (const { sa } of this.#childSas) {
      if (sa.ikeSa === undefined || sa.id === undefined) continue;
      const known = children.get(sa.ikeSa);
      if (known === undefined) children.set(sa.ikeSa, [sa.id]);
      else known.push(sa.id);
    }
    return children;
  }

  #add<Sa extends { readonly id?: number }>(
    sa: Sa,
    keys: readonly string[],
    entries: Entry<Sa>[],
    byKey: Map<string, Entry<Sa>>,
  ): number {
    const own = keys.map((key) => this.#keyOf(key));
    const known = own.map((key) => byKey.get(key)).find((entry) => entry !== undefined);
    const id = known?.sa.id ?? (this.#last += 1);
    const entry = known ?? { device: this.device, sa: { ...sa, id } };
    if (known === undefined) entries.push(entry);
    else entry.sa = { ...mergeWith(known.sa, sa, sameHalves), id };
    for (const key of own) byKey.set(key, entry);
    return id;
  }

  #keyOf(key: string): string {
    return `${this.device} ${key}`;
  }

  /** A child SA of which only its ends are known, where there is one alone between those of this one. */
  #twinOf(sa: CapturedChildSa): Entry<CapturedChildSa> | undefined {
    if (sa.connectionId !== undefined || sa.remote?.address === undefined) return undefined;
    const alike = this.#childSas.filter(
      (entry) => entry.device === this.device && entry.sa.remote?.address === sa.remote?.address,
    );
    const [only] = alike;
    return alike.length === 1 && only !== undefined && halvesOf(only.sa).length === 0 ? only : undefined;
  }
}

function ikeKeys({ connectionId, initiatorSpi, responderSpi }: CapturedIkeSa): string[] {
  const isKnown = responderSpi !== undefined && initiatorSpi !== undefined;
  return [
    ...(connectionId === undefined ? [] : [`connection ${connectionId}`]),
    ...(isKnown ? [`cookies ${initiatorSpi} ${responderSpi}`] : []),
  ];
}

function childKeys(sa: CapturedChildSa): string[] {
  const { connectionId } = sa;
  const connection = connectionId === undefined ? [] : [`connection ${connectionId}`];
  return [
    ...connection,
    ...halvesOf(sa).flatMap(({ direction, half: { protocol = '', spi, requestId = 0 } }) => [
      ...(spi === undefined ? [] : [`${direction} ${protocol} ${spi}`]),
      ...(requestId === 0 ? [] : [`${direction} request ${requestId}`]),
    ]),
  ];
}

function halvesOf({ inbound = [], outbound = [] }: CapturedChildSa): readonly {
  readonly direction: 'in' | 'out';
  readonly half: Seen<SaHalf>;
}[] {
  return [
    ...inbound.map((half) => ({ direction: 'in' as const, half })),
    ...outbound.map((half) => ({ direction: 'out' as const, half })),
  ];
}

/** Of two lists of halves those with one SPI or one request id are the same; of other lists the newer counts. */
function sameHalves(left: readonly unknown[], right: readonly unknown[]): readonly unknown[] {
  const [own, other] = [left.filter(isHalf), right.filter(isHalf)];
  if (own.length === 0 || other.length === 0) return right;
  const isSame = (one: Seen<SaHalf>, two: Seen<SaHalf>): boolean =>
    one.spi === undefined || two.spi === undefined
      ? one.requestId === two.requestId
      : one.spi === two.spi && one.protocol === two.protocol;
  return [
    ...own.map((half) => ({ ...half, ...other.find((twin) => isSame(half, twin)) })),
    ...other.filter((half) => !own.some((twin) => isSame(half, twin))),
  ];
}

function isHalf(element: unknown): element is Seen<SaHalf> {
  return typeof element === 'object' && element !== null && ('spi' in element || 'requestId' in element);
}
