import { showMember } from '../../diff/members.ts';
import { describeSelector } from '../../ir/selectors.ts';
import type { MemberPath } from '../../ir/limits.ts';
import type { ChildSa, IkeSa, SaHalf, Time } from '../../ir/result.ts';
import type { ObservedFlow, Observation } from './observe.ts';

/** What comes out of a trial, and what in a gateway decides it: the first member is the one that it is told by. */
export interface Observable<T> {
  readonly words: string;
  readonly paths: readonly [MemberPath, ...MemberPath[]];
  /** In words; absent: there is no such thing. */
  readonly show: (observed: T) => string | undefined;
}

/** Whatever of IKE is decided by which version is spoken, and by which proposal is chosen. */
const OF_IKE = ['peers.versions', 'peers.proposals', 'ikeProposals'] as const;
const OF_CHILD = ['policies.proposals', 'ipsecProposals'] as const;

const IKE_SUITE: readonly Observable<IkeSa>[] = [
  {
    words: 'IKE encryption',
    paths: ['ikeProposals.encryption', ...OF_IKE],
    show: ({ suite }) => suite && showMember('ikeProposals.encryption', { ...suite.encryption }),
  },
  {
    words: 'IKEv1 hash',
    paths: ['ikeProposals.hashes', ...OF_IKE],
    show: ({ suite }) => suite?.hash,
  },
  {
    words: 'IKEv2 integrity',
    paths: ['ikeProposals.integrity', ...OF_IKE],
    show: ({ suite }) => suite?.integrity && showMember('ikeProposals.integrity', { ...suite.integrity }),
  },
  {
    words: 'IKEv2 PRF',
    paths: ['ikeProposals.prfs', ...OF_IKE],
    show: ({ suite }) => suite?.prf && showMember('ikeProposals.prfs', { ...suite.prf }),
  },
  {
    words: 'IKE DH group',
    paths: ['ikeProposals.dhGroups', ...OF_IKE],
    show: ({ suite }) => suite && showMember('ikeProposals.dhGroups', suite.dhGroup),
  },
  {
    words: 'authentication method',
    paths: [
      'ikeProposals.authenticationMethod',
      'peers.localAuthentication',
      'peers.remoteAuthentication',
      ...OF_IKE,
    ],
    show: ({ suite }) => suite?.authenticationMethod,
  },
];

/** An IKE SA as the counterpart has it: it is the same whoever is tried. */
const IKE_SA: readonly Observable<IkeSa>[] = [
  { words: 'IKE version', paths: ['peers.versions'], show: ({ version }) => version },
  {
    words: 'IKEv1 exchange mode',
    paths: ['peers.exchangeModes', 'peers.versions'],
    show: ({ exchangeMode }) => exchangeMode,
  },
  ...IKE_SUITE,
  {
    words: 'identity of the gateway',
    paths: ['peers.localId'],
    show: ({ remoteId }) => remoteId && showMember('peers.localId', { ...remoteId }),
  },
  {
    words: 'identity of the other end',
    paths: ['peers.remoteIds'],
    show: ({ localId }) => localId && showMember('peers.remoteIds', { ...localId }),
  },
  { words: 'NAT that was detected', paths: ['peers.natTraversal'], show: ({ nat }) => nat },
  {
    words: 'DPD is understood',
    paths: ['peers.dpd.mode', 'peers.versions'],
    show: ({ dpd }) => dpd && (dpd.supported ? 'yes' : 'no'),
  },
];
/** What of an IKE SA only the gateway itself knows. */
const OWN_IKE_SA: readonly Observable<IkeSa>[] = [
  {
    words: 'IKE SA lifetime',
    paths: ['ikeProposals.lifetimeSeconds', ...OF_IKE],
    show: ({ established, expires }) => lifetime('ikeProposals.lifetimeSeconds', established, expires),
  },
];

const CHILD_SA: readonly Observable<ChildSa>[] = [
  {
    words: 'IPsec protocol',
    paths: ['ipsecProposals.esp', 'ipsecProposals.ah', ...OF_CHILD],
    show: ({ outbound }) => outbound.map(({ protocol }) => protocol).join(' and '),
  },
  {
    words: 'IPsec encryption',
    paths: ['ipsecProposals.esp.encryption', ...OF_CHILD],
    show: (child) =>
      ofHalves(
        child,
        ({ encryption }) => encryption && showMember('ipsecProposals.esp.encryption', { ...encryption }),
      ),
  },
  {
    words: 'IPsec integrity',
    paths: ['ipsecProposals.esp.integrity', 'ipsecProposals.ah.integrity', ...OF_CHILD],
    show: (child) =>
      ofHalves(
        child,
        ({ integrity }) => integrity && showMember('ipsecProposals.esp.integrity', { ...integrity }),
      ),
  },
  { words: 'encapsulation', paths: ['ipsecProposals.encapsulation', ...OF_CHILD], show: ({ mode }) => mode },
  {
    words: 'protected traffic',
    paths: ['policies.selectors', 'policies.acceptSelectors', 'policies.selectorGrouping'],
    show: ({ selector }) => describeSelector(selector),
  },
  {
    words: 'UDP encapsulation',
    paths: ['peers.natTraversal'],
    show: ({ udpEncapsulation }) => (udpEncapsulation ? 'yes' : 'no'),
  },
  {
    words: 'IPsec SA lifetime',
    paths: ['policies.lifetime.seconds'],
    show: ({ created, hardExpires }) => lifetime('policies.lifetime.seconds', created, hardExpires),
  },
  {
    words: 'IPsec SA lifetime by volume',
    paths: ['policies.lifetime.kilobytes'],
    show: ({ hardKilobytes }) => showMember('policies.lifetime.kilobytes', hardKilobytes),
  },
  {
    words: 'anti-replay window',
    paths: ['policies.antiReplay.window', 'policies.antiReplay.enabled'],
    show: ({ inbound }) => showMember('policies.antiReplay.window', inbound[0]?.replayWindow),
  },
];
const RENEWED_CHILD_SA: readonly Observable<ChildSa>[] = [
  {
    words: 'PFS',
    paths: ['policies.pfsGroups', ...OF_CHILD],
    show: ({ pfsGroup }) => showMember('policies.pfsGroups', pfsGroup ?? []),
  },
];
const FLOW: readonly Observable<ObservedFlow>[] = [
  {
    words: 'packets through it',
    paths: ['ipsecProposals.esp.integrity', 'ipsecProposals.ah.integrity', 'policies.selectors', ...OF_CHILD],
    show: ({ delivered }) => (delivered ? 'arrive' : 'are lost'),
  },
  {
    words: 'a new IPsec SA in its place',
    paths: ['policies.pfsGroups', ...OF_CHILD],
    show: ({ renewed }) => (renewed === undefined ? 'does not come up' : 'comes up'),
  },
];
const OBSERVATION: readonly Observable<Observation>[] = [
  {
    words: 'start without traffic',
    paths: ['policies.initiation', 'peers.remote'],
    show: ({ startsAlone }) => (startsAlone ? 'at once' : 'it waits'),
  },
];

/** Something that two trials do not have in common. */
export interface Discrepancy {
  readonly words: string;
  readonly paths: readonly [MemberPath, ...MemberPath[]];
  readonly source: string;
  readonly translation: string;
}

/** In what two observations of one trial differ; a tunnel that does not come up is told by `explain`. */
export function discrepancies(
  source: Observation,
  translation: Observation,
  explain: (observation: Observation) => MemberPath,
): readonly Discrepancy[] {
  const found = [
    ...differing(OBSERVATION, source, translation),
    ...differing(IKE_SA, source.ikeSa?.counterpart, translation.ikeSa?.counterpart),
    ...differing(OWN_IKE_SA, source.ikeSa?.gateway, translation.ikeSa?.gateway),
    ...source.flows.flatMap((flow, index) => {
      const other = translation.flows[index];
      if (other === undefined || flow.outcome !== other.outcome)
        return [outcomeOf(flow, other, translation, explain)];
      return [
        ...differing(FLOW, flow.outcome === 'up' ? flow : undefined, other),
        ...differing(CHILD_SA, flow.child, other.child),
        ...differing(RENEWED_CHILD_SA, flow.renewed, other.renewed),
      ];
    }),
  ];
  return found.filter(
    (one, index) =>
      found.findIndex(
        ({ words, source: value, translation: made }) =>
          words === one.words && value === one.source && made === one.translation,
      ) === index,
  );
}

function outcomeOf(
  flow: ObservedFlow,
  other: ObservedFlow | undefined,
  translation: Observation,
  explain: (observation: Observation) => MemberPath,
): Discrepancy {
  const path = (other && OF_OUTCOME[other.outcome]) ?? OF_OUTCOME[flow.outcome] ?? explain(translation);
  return {
    words: `tunnel for ${describeSelector(flow.selector)}`,
    paths: [path, ...(BEHIND[path] ?? []), 'policies.selectors'],
    source: OUTCOMES[flow.outcome],
    translation: OUTCOMES[other?.outcome ?? 'not-started'],
  };
}
const OUTCOMES = {
  up: 'comes up',
  down: 'does not come up',
  'not-started': 'is not started',
  clear: 'is not made: the traffic goes out in clear',
  discarded: 'is not made: the traffic is discarded',
  hidden: 'has a hidden address',
} as const;
/** What an outcome without any negotiation is about. */
const OF_OUTCOME: Readonly<Partial<Record<ObservedFlow['outcome'], MemberPath>>> = {
  'not-started': 'policies.initiation',
  clear: 'policies.selectors',
  discarded: 'policies.selectors',
};
/** What else can be behind a failure that names one parameter. */
const BEHIND: Readonly<Record<MemberPath, readonly MemberPath[]>> = {
  'peers.remote': OF_IKE,
  'policies.initiation': ['peers.remote', 'policies.tunnel'],
};

function differing<T>(
  observables: readonly Observable<T>[],
  source: T | undefined,
  translation: T | undefined,
): readonly Discrepancy[] {
  if (source === undefined || translation === undefined) return [];
  return observables.flatMap(({ words, paths, show }) => {
    const [was, is] = [show(source) ?? 'none', show(translation) ?? 'none'];
    return was === is ? [] : [{ words, paths, source: was, translation: is }];
  });
}

function ofHalves({ outbound }: ChildSa, show: (half: SaHalf) => string | undefined): string {
  return outbound.map((half) => show(half) ?? 'none').join(' and ');
}
function lifetime(path: MemberPath, from: Time | undefined, to: Time | undefined): string {
  return showMember(path, from === undefined || to === undefined ? 0 : Math.round((to - from) / 1000));
}
