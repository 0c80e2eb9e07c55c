import type { IpsecProposal } from '../../ir/ipsec.ts';
import type { FailureDetails, NegotiatedChild, SpdEntry } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Ikev2Message, TrafficPacket } from '../message/message.ts';
import { NOTIFY } from '../message/notify.ts';
import type { Proposal, TrafficSelector } from '../message/payloads.ts';
import {
  chooseChild,
  type ChildOffer,
  type ChosenChildSuite,
  explainChild,
} from '../negotiation/child-proposals.ts';
import {
  coversAll,
  describeFlow,
  EVERY_FLOW,
  type Flow,
  flowOfPacket,
  isSinglePair,
  narrow,
  sameFlow,
  specificFlow,
  withoutRepetition,
} from '../negotiation/traffic-selectors.ts';
import type { Mismatch } from '../negotiation/verdict.ts';
import { notifyOf, payloadOf } from './messages.ts';
import type { Ikev2Sa } from './records.ts';

/** What an end agrees to. */
export interface AgreedChild {
  readonly entry: SpdEntry;
  readonly negotiated: NegotiatedChild;
  /** The proposals of the answer. */
  readonly answer: readonly Proposal[];
  /** Responder: the rest of what was offered, or some of it, is there under another SA. */
  readonly hasMore: boolean;
}
/** Why it does not: the notify that it sends, and what it saw. */
export interface RefusedChild {
  readonly notify: number;
  readonly failure: Omit<FailureDetails, 'role' | 'exchange' | 'notify'>;
}

/** What an impaired gateway offers. */
const NOBODY: readonly TrafficSelector[] = [
  { protocol: 0, firstPort: 0, lastPort: 65_535, first: 'c0000201', last: 'c0000201' },
];
const NOBODYS_FLOW: Flow = { local: NOBODY, remote: NOBODY };

/** The selectors that this end offers for an entry. */
export function offeredFlow(gateway: GatewayState, entry: SpdEntry): Flow {
  return gateway.impairments?.wrongSelectors === true ? NOBODYS_FLOW : entry;
}
/** The same with the packet that asks for it in front (RFC 7296 section 2.9). */
export function askedFlow(gateway: GatewayState, entry: SpdEntry, packet: TrafficPacket | null): Flow {
  const flow = offeredFlow(gateway, entry);
  const specific = packet === null || flow === NOBODYS_FLOW ? undefined : flowOfPacket(packet);
  if (specific === undefined || sameFlow(specific, flow)) return flow;
  return { local: [...specific.local, ...flow.local], remote: [...specific.remote, ...flow.remote] };
}
/** Whether this end asks for transport mode: its first proposal does. */
export function wantsTransport({ proposals }: SpdEntry): boolean {
  return proposals[0]?.encapsulation === 'transport';
}

/**
 * Responder: finds the policy for an offered child SA, narrows its selectors (RFC 7296 section 2.9) and chooses a
 * proposal. `rekeyed`: the entry whose SA is replaced. `isFirst`: in IKE_AUTH, which has no key exchange for it.
 */
export function answerChild(
  gateway: GatewayState,
  sa: Ikev2Sa,
  request: Ikev2Message,
  isFirst: boolean,
  rekeyed: SpdEntry | null,
): AgreedChild | RefusedChild {
  const offered: Flow = {
    local: selectorsOf(request, 'responder'),
    remote: selectorsOf(request, 'initiator'),
  };
  const entries = rekeyed === null ? gateway.configuration.entriesOf(sa.peer) : [rekeyed];
  const specific = specificFlow(offered);
  if (gateway.impairments?.singlePairs === true && specific === undefined && !isSinglePair(offered)) {
    return { ...refuseSelectors(offered, entries), notify: NOTIFY.SINGLE_PAIR_REQUIRED };
  }
  const found = findEntry(gateway, entries, offered, specific);
  if (found === undefined) return refuseSelectors(offered, entries);
  const { entry, hasMore } = found;
  const flow = gateway.impairments?.singlePairs === true ? (specific ?? found.flow) : found.flow;
  const own = isFirst ? entry.firstOffer : entry.offer;
  const proposals = payloadOf(request, 'SA')?.proposals ?? [];
  const chosen = chooseChild(proposals, entry.proposals, own, gateway.behaviour.proposalPreference);
  if (chosen === undefined) return refuseProposals(proposals, own.proposals);
  const isTransport = notifyOf(request, NOTIFY.USE_TRANSPORT_MODE) !== undefined;
  const { encapsulation } = chosen.configured;
  if (encapsulation !== 'auto' && (encapsulation === 'transport') !== isTransport) {
    return refuseEncapsulation(isTransport, encapsulation);
  }
  const suite = internSuite(entry, chosen.suites[isTransport ? 'transport' : 'tunnel']);
  const negotiated = { suite, local: flow.local, remote: flow.remote };
  return { entry, negotiated, answer: chosen.answer, hasMore };
}

/** Initiator: whether an answer is part of what was offered (RFC 7296 section 2.7). */
export function confirmChild(
  gateway: GatewayState,
  entry: SpdEntry,
  offer: ChildOffer,
  response: Ikev2Message,
): AgreedChild | RefusedChild {
  const answer = payloadOf(response, 'SA')?.proposals ?? [];
  const chosen = chooseChild(answer, entry.proposals, offer, 'initiator');
  if (chosen === undefined) return refuseProposals(answer, offer.proposals);
  const isTransport = notifyOf(response, NOTIFY.USE_TRANSPORT_MODE) !== undefined;
  if (isTransport !== wantsTransport(entry)) {
    return refuseEncapsulation(isTransport, entry.proposals[0]?.encapsulation ?? 'tunnel');
  }
  const offered = offeredFlow(gateway, entry);
  const local = selectorsOf(response, 'initiator');
  const remote = selectorsOf(response, 'responder');
  const isPart = coversAll(offered.local, local) && coversAll(offered.remote, remote);
  if (!isPart || local.length === 0 || remote.length === 0)
    return refuseSelectors({ local, remote }, [entry]);
  const suite = internSuite(entry, chosen.suites[isTransport ? 'transport' : 'tunnel']);
  return { entry, negotiated: { suite, local, remote }, answer: chosen.answer, hasMore: false };
}

interface FoundEntry {
  readonly entry: SpdEntry;
  readonly flow: Flow;
  readonly hasMore: boolean;
}
/**
 * Equal selectors come first, then the first policy that has the packet which asks for the SA, then the first that has
 * some in common.
 */
function findEntry(
  gateway: GatewayState,
  entries: readonly SpdEntry[],
  offered: Flow,
  specific: Flow | undefined,
): FoundEntry | undefined {
  const wanted = specific === undefined ? offered : withoutRepetition(offered);
  const found: FoundEntry[] = [];
  for (const entry of entries) {
    if (entry.action !== 'protect') continue;
    const own = entry.policy.acceptSelectors === 'offered' ? EVERY_FLOW : offeredFlow(gateway, entry);
    if (sameFlow(own, wanted)) return { entry, flow: own, hasMore: false };
    const flow = { local: narrow(wanted.local, own.local), remote: narrow(wanted.remote, own.remote) };
    if (flow.local.length > 0 && flow.remote.length > 0) found.push({ entry, flow, hasMore: true });
  }
  const [first] = found;
  if (first === undefined) return undefined;
  const best =
    specific === undefined ? first : (found.find(({ flow }) => coversFlow(flow, specific)) ?? first);
  return { ...best, hasMore: found.length > 1 && !sameFlow(best.flow, wanted) };
}
function coversFlow(outer: Flow, inner: Flow): boolean {
  return coversAll(outer.local, inner.local) && coversAll(outer.remote, inner.remote);
}

function selectorsOf({ payloads }: Ikev2Message, of: 'initiator' | 'responder'): readonly TrafficSelector[] {
  for (const payload of payloads) if (payload.kind === 'TS' && payload.of === of) return payload.selectors;
  return [];
}

/** SAs of one policy with the same outcome share one record. */
function internSuite(entry: SpdEntry, suite: ChosenChildSuite): ChosenChildSuite {
  const known = entry.firstChild?.suite;
  const isSame =
    known !== undefined &&
    known.espEncryption === suite.espEncryption &&
    known.espIntegrity === suite.espIntegrity &&
    known.ahIntegrity === suite.ahIntegrity &&
    known.mode === suite.mode &&
    known.pfsGroup === suite.pfsGroup &&
    known.extendedSequenceNumbers === suite.extendedSequenceNumbers;
  return isSame ? known : suite;
}

function refuseSelectors(offered: Flow, entries: readonly SpdEntry[]): RefusedChild {
  return {
    notify: NOTIFY.TS_UNACCEPTABLE,
    failure: {
      cause: entries.length === 0 ? 'no-policy' : 'selector-mismatch',
      parameter: 'policies.selectors',
      offered: describeFlow(offered),
      accepted: entries.map(describeFlow),
    },
  };
}
function refuseProposals(offered: readonly Proposal[], own: readonly Proposal[]): RefusedChild {
  const mismatch: Mismatch = explainChild(offered, own);
  const isPfs = mismatch.parameter === 'policies.pfsGroups';
  return {
    notify: NOTIFY.NO_PROPOSAL_CHOSEN,
    failure: { cause: isPfs ? 'pfs-mismatch' : 'child-proposal-mismatch', ...mismatch },
  };
}
function refuseEncapsulation(isTransport: boolean, own: IpsecProposal['encapsulation']): RefusedChild {
  return {
    notify: NOTIFY.NO_PROPOSAL_CHOSEN,
    failure: {
      cause: 'encapsulation-mismatch',
      parameter: 'ipsecProposals.encapsulation',
      offered: isTransport ? 'transport' : 'tunnel',
      accepted: own,
    },
  };
}
