import {
  type PeerProof,
  type Proof,
  PROOF_VERDICTS,
  type ProofDifference,
  type ProofSide,
  type ProofVerdict,
  type Trial,
  TRIALS,
} from './proof.ts';

const VERDICT_WORDS: Readonly<Record<ProofVerdict, string>> = {
  proven: 'proven',
  'not-written': 'not written',
  unverifiable: 'cannot be verified',
  differs: 'DIFFERS',
};

/** One peer's proof in one sentence. */
export function proofSentence({
  verdict,
  trialsUp,
  trials,
  ikeSas,
  childSas,
  why,
  differences,
}: PeerProof): string {
  const announced = [...new Set(differences.flatMap((difference) => difference.announced))];
  const parts = [
    trials === 0
      ? `${plural(childSas, 'pair')} of SAs with the same keys`
      : `up in ${trialsUp} of ${trials} trials, ${plural(ikeSas, 'IKE SA')} and ${plural(childSas, 'IPsec SA')}`,
    ...(announced.length === 0 ? [] : [`different as announced: ${announced.join(', ')}`]),
    ...(differences.some(({ isBehaviour }) => isBehaviour) ? ["different by the vendors' behaviour"] : []),
  ];
  const reason = verdict === 'proven' || verdict === 'differs' ? parts.join('; ') : (why ?? '');
  return `${VERDICT_WORDS[verdict]}: ${reason}`;
}
function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The whole proof in one sentence. */
export function proofSummary({ peers }: Proof): string {
  if (peers.length === 0) return 'proof: no tunnel was translated: there is nothing to prove';
  const counted = PROOF_VERDICTS.toReversed().flatMap((verdict) => {
    const count = peers.filter((peer) => peer.verdict === verdict).length;
    return count === 0 ? [] : `${VERDICT_WORDS[verdict]} ${count}`;
  });
  return `proof on the engine: ${counted.join(', ')}`;
}

/** A difference as connect tells one: what it is, what came out at either, and where it is said. */
export function proofLines({
  words,
  trials,
  source,
  translation,
  announced,
  isBehaviour,
}: ProofDifference): readonly string[] {
  const by = isBehaviour ? "as the vendors' behaviour decides" : `as announced: ${announced.join(', ')}`;
  const isTold = isBehaviour || announced.length > 0;
  const when = trials.length === TRIALS.length ? 'whoever starts' : trials.map(trialWords).join('; ');
  return [
    `${words}: ${isTold ? by : 'announced by nothing'} (${when})`,
    ...sideLines('source', source),
    ...sideLines('translation', translation),
  ];
}
function sideLines(name: string, { observed, says, places, why }: ProofSide): readonly string[] {
  return [
    `  ${name}: ${observed}; it says ${says}${why === undefined ? '' : ` (${why})`}`,
    ...places.map(({ file, line, text }) => `    ${file}:${line}: ${text}`),
  ];
}

function trialWords({ starts, behindNat }: Trial): string {
  const who = starts === 'gateway' ? 'it starts' : 'the other end starts';
  if (behindNat === 'nobody') return who;
  return `${who}, ${behindNat === 'gateway' ? 'it is' : 'the other end is'} behind a NAT device`;
}
