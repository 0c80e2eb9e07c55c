import { readSide, type Side } from '../../diff/side.ts';
import { hiddenText } from '../../ir/address.ts';
import type { EngineBehaviour } from '../../ir/behaviour.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Change } from '../../ir/limits.ts';
import type { Origins } from '../../ir/origins.ts';
import type { Address } from '../../ir/scalars.ts';
import { groupBy } from '../../text/group.ts';
import type { DialectProfile } from '../../translate/dialect-profile.ts';
import { fillPlaceholders } from '../../translate/placeholders.ts';
import {
  type PeerProof,
  type Proof,
  type ProofDifference,
  type ProofSide,
  type Trial,
  TRIALS,
  worstProof,
} from '../../translate/report/proof.ts';
import type { Evidence } from '../../translate/translate.ts';
import { effectiveWithoutKey } from '../effective.ts';
import { type End, endOf } from '../end.ts';
import { firstParameter } from '../first-finding.ts';
import { Announcements } from './announced.ts';
import { counterpartOf } from './counterpart.ts';
import { proofOfManualSas } from './manual.ts';
import { type Discrepancy, discrepancies } from './observables.ts';
import { type Observation, observe } from './observe.ts';
import { PeersByPlace, type Subject } from './subject.ts';

/**
 * Puts source and translation on the engine, each against the same counterparts: mirror images of the source. Both have
 * to give the same SAs, but for what the losses announce and what the vendors' rows of behaviour decide.
 */
export function prove(evidence: Evidence, from: DialectProfile, to: DialectProfile): Proof {
  const { read, lowered, legal, written, changes, missing } = evidence;
  const source = { from, read, lowered };
  const files = written.map(({ file, text }) => ({ name: file, text }));
  const translation = readSide(files, to);
  const gateways = standIn({
    source: [lowered.gateway, lowered.origins],
    legal: [legal, lowered.origins],
    translation: [translation.lowered.gateway, translation.lowered.origins],
  });
  const prover = new Prover({ source, translation }, gateways, changes, missing);
  const peers = [
    ...prover.subjects.map((subject) => prover.proofOf(subject)),
    ...proofOfManualSas(gateways.source, gateways.translation, changes),
  ];
  return { verdict: worstProof(peers.map(({ verdict }) => verdict)), peers };
}

type Sides = Readonly<Record<'source' | 'translation', Side>>;
/** `legal`: what the translation was to say. */
type Gateways = Readonly<Record<keyof Sides | 'legal', Gateway>>;

class Prover {
  readonly subjects: readonly Subject[];
  readonly #ends: Readonly<Record<keyof Sides, End>>;
  readonly #peers: Readonly<Record<keyof Gateways, PeersByPlace>>;
  readonly #announcements: Announcements;
  readonly #behaviours: Readonly<Record<keyof Sides, EngineBehaviour>>;

  constructor(
    sides: Sides,
    { source, legal, translation }: Gateways,
    changes: readonly Change[],
    missing: readonly string[],
  ) {
    this.#ends = {
      source: endOf('source', sides.source),
      translation: endOf('translation', sides.translation),
    };
    this.#peers = {
      source: new PeersByPlace(source, new Set(missing)),
      legal: new PeersByPlace(legal),
      translation: new PeersByPlace(translation),
    };
    this.subjects = this.#peers.source.subjects();
    this.#announcements = new Announcements(source, changes);
    this.#behaviours = behavioursOf(sides);
  }

  proofOf(subject: Subject): PeerProof {
    const { peer } = subject;
    const written = subject.policies.filter((policy) => this.#peers.source.isWritten(policy));
    if (written.length === 0) {
      return {
        ...NOTHING,
        peer: peer.name,
        verdict: 'not-written',
        why: 'the report says why its tunnels are withheld',
      };
    }
    return this.#tried({ ...subject, policies: written });
  }

  #tried(subject: Subject): PeerProof {
    const { peer } = subject;
    const place = this.#peers.source.placeOf(peer);
    const cut = (which: keyof Gateways): Gateway => this.#peers[which].cutTo(place, peer.name);
    const gateways = { source: cut('source'), legal: cut('legal'), translation: cut('translation') };
    const runs = TRIALS.map((trial) => runTrial(gateways, this.#behaviours, subject, trial));
    const up = runs.filter(({ was }) => was.flows.some(({ outcome }) => outcome === 'up'));
    const differences = uniteTrials(
      runs.flatMap(({ trial, found }) => found.map((one) => ({ ...one, trial }))),
    ).map((seen) => this.#told(subject, gateways, seen));
    const [best] = up;
    const isUnannounced = differences.some((one) => !one.isBehaviour && one.announced.length === 0);
    const open = unknowns(runs.map(({ was }) => was));
    return {
      peer: peer.name,
      verdict: isUnannounced
        ? 'differs'
        : best === undefined || open !== undefined
          ? 'unverifiable'
          : 'proven',
      trialsUp: up.length,
      trials: runs.length,
      ikeSas: best?.was.ikeSa === undefined ? 0 : 1,
      childSas: new Set(best?.was.flows.flatMap(({ child }) => child?.id ?? [])).size,
      ...(best === undefined
        ? { why: whyNothing(runs.map(({ was }) => was)) }
        : open === undefined
          ? {}
          : { why: open }),
      differences,
    };
  }

  #told(
    subject: Subject,
    gateways: Gateways,
    {
      trials,
      discrepancy,
      isMeant,
      isBehaviour,
    }: Omit<Seen, 'trial'> & { readonly trials: readonly Trial[] },
  ): ProofDifference {
    const { words, paths, source: was, translation: is } = discrepancy;
    const announced = isMeant ? this.#announcements.explaining(subject, paths) : undefined;
    const path = announced?.path ?? paths[0];
    const { peers } = gateways.translation;
    const there = peers.find(({ name }) => name === subject.peer.name) ?? peers[0];
    return {
      words,
      path,
      trials,
      source: this.#says('source', gateways.source, subject.peer.name, path, was),
      translation: this.#says('translation', gateways.translation, there?.name ?? '', path, is),
      announced: announced?.codes ?? [],
      isBehaviour: isMeant && isBehaviour,
    };
  }

  #says(which: keyof Sides, gateway: Gateway, peer: string, path: string, observed: string): ProofSide {
    const end = this.#ends[which];
    const cut = { ...end, side: { ...end.side, lowered: { ...end.side.lowered, gateway } } };
    const { text, source } = effectiveWithoutKey(cut, peer, path, true);
    return {
      observed,
      says: text,
      places: source.statements,
      ...(source.why === undefined ? {} : { why: source.why }),
    };
  }
}
const NOTHING = { trialsUp: 0, trials: 0, ikeSas: 0, childSas: 0, differences: [] } as const;

interface Run {
  readonly trial: Trial;
  readonly was: Observation;
  readonly found: readonly Omit<Seen, 'trial'>[];
}
function runTrial(
  gateways: Gateways,
  behaviours: Readonly<Record<keyof Sides, EngineBehaviour>>,
  subject: Subject,
  trial: Trial,
): Run {
  const counterpart = counterpartOf(gateways.source, subject, trial);
  const run = (which: keyof Gateways, on: keyof Sides): Observation => {
    const candidate = { gateway: gateways[which], behaviour: behaviours[on], addresses: [subject.here] };
    return observe(candidate, counterpart, behaviours.source, subject, trial);
  };
  const [was, is] = [run('source', 'source'), run('translation', 'translation')];
  const found = discrepancies(was, is, explain);
  if (found.length === 0) return { trial, was, found: [] };
  const unmeant = discrepancies(run('legal', 'translation'), is, explain);
  // What the source itself does on the other vendor's device is that vendor's behaviour.
  const vendors = discrepancies(run('source', 'translation'), is, explain);
  return {
    trial,
    was,
    found: found.map((discrepancy) => ({
      discrepancy,
      isMeant: !hasWords(unmeant, discrepancy),
      isBehaviour: !hasWords(vendors, discrepancy),
    })),
  };
}

function explain(observation: Observation): string {
  return firstParameter(observation.failures.gateway, observation.failures.counterpart);
}

/** A language without a device behaves as the other one's. */
function behavioursOf({ source, translation }: Sides): Readonly<Record<keyof Sides, EngineBehaviour>> {
  const [own, made] = [source, translation].map(({ from }) => from.dialect.behaviour[from.profile]);
  const [first, second] = [own ?? made, made ?? own];
  if (first === undefined || second === undefined) throw new Error('no device speaks either language');
  return { source: first, translation: second };
}

/** Hidden addresses are the same in all: each gets one that stands for it. */
function standIn({
  source,
  legal,
  translation,
}: Readonly<Record<keyof Gateways, readonly [Gateway, Origins]>>): Gateways {
  const hidden = new Set(
    [...JSON.stringify(source[0]).matchAll(/"(unknown:[^"/]*)/g)].flatMap(
      ([, text = '']) => hiddenText(text) ?? [],
    ),
  );
  const given = Object.fromEntries([...hidden].map((text, index) => [`address:${text}`, standInFor(index)]));
  const filled = ([gateway, origins]: readonly [Gateway, Origins]): Gateway =>
    fillPlaceholders(gateway, origins, given);
  return { source: filled(source), legal: filled(legal), translation: filled(translation) };
}
/** Documentation networks of RFC 5737 and RFC 2544. */
function standInFor(index: number): Address {
  return `198.19.${Math.floor(index / 250) % 255}.${(index % 250) + 1}`;
}

/** `isMeant`: what was to be written does so too, as the losses say; `isBehaviour`: the source would do so there. */
interface Seen {
  readonly trial: Trial;
  readonly discrepancy: Discrepancy;
  readonly isMeant: boolean;
  readonly isBehaviour: boolean;
}
function hasWords(found: readonly Discrepancy[], { words }: Discrepancy): boolean {
  return found.some((other) => other.words === words);
}

/** The same of several trials is told once. */
function uniteTrials(
  seen: readonly Seen[],
): readonly (Omit<Seen, 'trial'> & { readonly trials: readonly Trial[] })[] {
  const groups = groupBy(seen, ({ discrepancy: { words, source, translation }, isMeant, isBehaviour }) =>
    JSON.stringify([words, source, translation, isMeant, isBehaviour]),
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, trials: [first, ...others].map(({ trial }) => trial) }],
  );
}

/** Something that decides and that nobody can read. */
function unknowns(observations: readonly Observation[]): string | undefined {
  const failures = observations.flatMap(({ failures: { gateway, counterpart } }) => [
    ...gateway,
    ...counterpart,
  ]);
  return failures.some(({ cause }) => cause === 'unverifiable-secret')
    ? 'a key or a certificate is not known; everything else was compared'
    : undefined;
}
/** Outcomes of traffic that an exception of the source speaks of. */
const LEFT_OUT = { clear: true, discarded: true } as const;

function whyNothing(observations: readonly Observation[]): string {
  const hidden = observations.some(({ flows }) => flows.some(({ outcome }) => outcome === 'hidden'));
  if (hidden) return 'an address that it protects is hidden';
  const isOpen = observations.every(({ flows }) => flows.every(({ outcome }) => outcome in LEFT_OUT));
  if (isOpen) return 'exceptions that stand first leave out all that it protects';
  const failure = observations.flatMap(({ failures: { gateway, counterpart } }) => [
    ...gateway,
    ...counterpart,
  ])[0];
  const reason = failure === undefined ? '' : `: ${failure.cause.replaceAll('-', ' ')}`;
  return `the source does not come up against its own mirror image${reason}`;
}
