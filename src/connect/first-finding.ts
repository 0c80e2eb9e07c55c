import type { MemberPath } from '../ir/limits.ts';
import type { FailureCause, NegotiationFailure } from '../ir/result.ts';
import type { BringUp } from './bring-up.ts';
import type { Which } from './end.ts';
import { counterpartOf } from './parameters.ts';
import type { Finding } from './problem.ts';

interface Seen {
  readonly by: Which;
  readonly failure: NegotiationFailure;
}

/** The first parameter that kept one end's start from coming to a tunnel; absent: all came up. */
export function firstFinding(run: BringUp): Finding | undefined {
  const stopping = failuresOf(run).filter(({ failure }) => failure.cause !== 'unverifiable-secret');
  const down = run.flows.filter(({ outcome }) => outcome === 'down');
  if (down.length === 0) return undefined;
  const seen = tellingOf(stopping);
  if (seen === undefined) return silent(run);
  return findingOf(run, seen, 'stops');
}

/** A failure as a finding; a failure of a pair of ends is told by both. */
export function findingOf(
  { initiator, failures }: Pick<BringUp, 'initiator' | 'failures'>,
  { by, failure }: Seen,
  severity: Finding['class'],
): Finding {
  const path = parameterOf(failure);
  const paths =
    by === 'left' ? { left: path, right: counterpartOf(path) } : { left: counterpartOf(path), right: path };
  return {
    class: severity,
    paths,
    cause: failure.cause,
    exchange: failure.exchange,
    initiator,
    seenBy: by,
    time: failure.time,
    failures,
  };
}

export function failuresOf({ failures }: Pick<BringUp, 'failures'>): readonly Seen[] {
  return (['left', 'right'] as const).flatMap((by) => failures[by].map((failure) => ({ by, failure })));
}

/** The end that refused knows why; the other one was only told. */
export function tellingOf(all: readonly Seen[]): Seen | undefined {
  return all.toSorted(
    (one, other) =>
      vagueness(one.failure) - vagueness(other.failure) || one.failure.time - other.failure.time,
  )[0];
}
function vagueness({ cause, parameter, notify }: NegotiationFailure): number {
  if (cause === 'no-response') return 3;
  if (notify?.direction === 'received') return 2;
  return parameter === undefined ? 1 : 0;
}

/** What is behind two ends' failures; where neither saw any, the address. */
export function firstParameter(
  left: readonly NegotiationFailure[],
  right: readonly NegotiationFailure[],
): MemberPath {
  const seen = tellingOf(
    failuresOf({ failures: { left, right } }).filter(
      ({ failure }) => failure.cause !== 'unverifiable-secret',
    ),
  );
  return seen === undefined ? 'peers.remote' : parameterOf(seen.failure);
}

function parameterOf({ parameter, cause }: NegotiationFailure): MemberPath {
  return parameter ?? PARAMETERS[cause] ?? 'peers.remote';
}
/** What is behind a failure that names no parameter. */
const PARAMETERS: Readonly<Partial<Record<FailureCause, MemberPath>>> = {
  'no-peer-configured': 'peers.remote',
  'version-mismatch': 'peers.versions',
  'exchange-mode-mismatch': 'peers.exchangeModes',
  'ike-proposal-mismatch': 'ikeProposals',
  'dh-group-mismatch': 'ikeProposals.dhGroups',
  'authentication-method-mismatch': 'ikeProposals.authenticationMethod',
  'authentication-failed': 'peers.preSharedKeys',
  'local-id-missing': 'peers.localId',
  'remote-id-mismatch': 'peers.remoteIds',
  'child-proposal-mismatch': 'ipsecProposals',
  'encapsulation-mismatch': 'ipsecProposals.encapsulation',
  'pfs-mismatch': 'policies.pfsGroups',
  'selector-mismatch': 'policies.selectors',
  'lifetime-refused': 'ikeProposals.lifetimeSeconds',
  'nat-not-supported': 'peers.natTraversal',
  'unverifiable-secret': 'peers.preSharedKeys',
  'responder-only': 'policies.initiation',
};

/** Nobody saw anything: the packets went where nobody is. */
function silent({ initiator }: BringUp): Finding {
  const [path, other] = ['peers.remote', counterpartOf('peers.remote')];
  const paths = initiator === 'left' ? { left: path, right: other } : { left: other, right: path };
  return { class: 'stops', paths, cause: 'no-response', initiator, seenBy: initiator };
}

/** Keys that the engine could not compare, because one end's is cipher text. */
export function unverifiable(run: BringUp): Finding | undefined {
  const seen = failuresOf(run).find(({ failure }) => failure.cause === 'unverifiable-secret');
  return seen === undefined ? undefined : findingOf(run, seen, 'unverifiable');
}
