import { diagnostic } from '../../../ir/codes.ts';
import type { Policy, Selector } from '../../../ir/ipsec.ts';
import { allOrigins, type Origin, sourced, type Sourced } from '../../../ir/origins.ts';
import { isEverything } from '../../../ir/selectors.ts';
import { headerOrigin, type LoweringContext, originOf } from './context.ts';
import { statementsOf } from './factory.ts';
import type { LoweredPeer } from './ike-peer.ts';
import type { Run } from './runs.ts';

/** The selectors of a policy, and whether what the peer offers counts instead. */
export interface Accepted {
  readonly selectors: readonly Selector[];
  readonly origins: readonly Origin[];
  readonly acceptSelectors: Sourced<Policy['acceptSelectors']>;
}

/**
 * `generate-policy` takes what the peer offers (`translation.md` 5.2): from any address only where a selector for
 * everything stands for it, else exactly the selectors that are there. A tunnel of interface mode protects what is routed
 * into it.
 */
export function lowerAccepted(context: LoweringContext, run: Run, isRouted: boolean): Accepted {
  const { peer, selectors } = run;
  const own = selectors.map(({ selector }) => selector);
  const everything = own.every(isEverything);
  const generate = peer?.generate;
  const isOffered =
    generate !== undefined && generate.value !== 'off' && (everything || (peer?.peer.remote.length ?? 0) > 0);
  const answersOnly = isOffered && peer?.passive.value === 'true';
  const isImplied = everything && (isRouted || answersOnly);
  if (isImplied && !isRouted) noteStandIns(context, run);
  return {
    selectors: isImplied ? [] : own,
    origins: isImplied ? [...allOrigins(context.origins, own)] : [],
    acceptSelectors: sourced(
      isOffered ? 'offered' : 'configured',
      peer === undefined ? [] : acceptedBy(peer),
    ),
  };
}

/** The selector of a peer that is answered wherever it is: it names the algorithms, not the traffic. */
function noteStandIns(context: LoweringContext, { selectors }: Run): void {
  for (const { object } of selectors) {
    for (const origin of statementsOf(object)) {
      const found = diagnostic('TG255', {}, { origin });
      context.reportOnce({ ...found, message: `${found.message}: what the peer offers decides` });
    }
  }
}

/** In interface mode a policy is nothing without its tunnel, which has one selector. */
export function checkRouted(context: LoweringContext, policy: Policy, run: Run): void {
  const { tunnel, selectors, policy: object } = run;
  if (tunnel === undefined) {
    const what = '"net tunnels tunnel" with a profile for the selector';
    context.fault(policy, diagnostic('TG106', { what }, headerOrigin(object)));
    return;
  }
  const [found] = context.faulty.get(tunnel.interface) ?? [];
  if (found !== undefined) context.blame(policy, found);
  const domain = selectors[0]?.domain;
  if (domain === undefined || domain.value === tunnel.interface.vrf) return;
  const details = {
    a: `route domain ${domain.value} of the selector`,
    b: `${tunnel.interface.vrf ?? 'that'} of its tunnel`,
  };
  context.fault(policy, diagnostic('TG118', details, originOf(domain.origins)));
}

/** `generate-policy off` of a peer says nothing of its policies: it is the default. */
function acceptedBy({ generate }: LoweredPeer): readonly Origin[] {
  return generate.value === 'off' ? [] : generate.origins;
}
