import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import {
  ikePeer,
  ipsecPolicy,
  manualSecurityAssociation,
  trafficSelector,
} from '../../../../grammars/tmsh/schema/ipsec.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Lowered } from '../../../ir/lowered.ts';
import { assemble, derived } from '../../../ir/origins.ts';
import type { Read } from '../../dialect.ts';
import { rows } from '../rows.ts';
import { LoweringContext, neutralName } from './context.ts';
import { isIdleFactoryObject, noteFactoryObject, statementsOf } from './factory.ts';
import { consumeForwardingVirtuals } from './forwarding-virtual.ts';
import { lowerIkePeer } from './ike-peer.ts';
import { lowerIpsecProposal, lowerPolicy } from './ipsec-policy.ts';
import { lowerManualSa, manualPolicies } from './manual-security-association.ts';
import { lowerHostname, lowerRoutes, lowerSelfAddresses, lowerSettings } from './network.ts';
import { findRuns } from './runs.ts';
import { lowerTrafficSelector } from './traffic-selector.ts';
import { lowerTunnels, noteIdleTunnels } from './tunnels.ts';

/** Objects → IR (`translation.md` 1.3, tmsh). */
export function lower(read: Read, profile: string): Lowered {
  const context = new LoweringContext(read, profile);
  const own = (object: ConfigurationObject): boolean => !isIdleFactoryObject(object);
  const ike = lowerSettings(context);
  const peers = context
    .objects(ikePeer)
    .filter(own)
    .map((object) => lowerIkePeer(context, object));
  const selectors = context
    .objects(trafficSelector)
    .filter(own)
    .map((object) => lowerTrafficSelector(context, object));
  const tunnels = lowerTunnels(context);
  const runs = findRuns(context, { peers, selectors, tunnels, manual: manualPolicies(context) });
  const reached = new Set(runs.map(({ policy }) => policy));
  const sources = new Set([...context.objects(ipsecPolicy).filter(own), ...reached]);
  const ipsecProposals = [...sources].map((object) => lowerIpsecProposal(context, object));
  const policies = runs.map((run) => lowerPolicy(context, run));
  const loweredPeers = peers.map(({ peer }) => peer);
  const ofTunnels = [...new Set(runs.flatMap(({ tunnel }) => tunnel?.interface ?? []))];
  const transport = new Set(
    ipsecProposals.filter(({ encapsulation }) => encapsulation === 'transport').map(({ name }) => name),
  );
  const isTransport = ({ proposals: [first = ''] }: Policy): boolean => transport.has(first);
  const manualSas = context
    .objects(manualSecurityAssociation)
    .map((object) => lowerManualSa(context, object, { policies, isTransport }));
  const gateway = assemble<Gateway>(context.origins, {
    hostname: lowerHostname(context),
    ike: derived(ike),
    interfaces: derived([...lowerSelfAddresses(context, { policies, interfaces: ofTunnels }), ...ofTunnels]),
    routes: derived(lowerRoutes(context, { peers: loweredPeers, policies, interfaces: ofTunnels })),
    ikeProposals: derived(peers.map(({ proposal }) => proposal)),
    peers: derived(loweredPeers),
    ipsecProposals: derived(ipsecProposals),
    policies: derived(policies),
    manualSas: derived(manualSas),
  });
  const tied = runs.flatMap((run) => run.selectors.map(({ selector }) => selector));
  consumeForwardingVirtuals(context, tied);
  noteIdleTunnels(context, tunnels, ofTunnels);
  const paired = new Set(runs.flatMap((run) => run.selectors));
  for (const selector of selectors) {
    if (!paired.has(selector)) noteUnreached(context, selector.object, 'traffic-selector', true);
  }
  for (const object of sources)
    if (!reached.has(object)) noteUnreached(context, object, 'ipsec-policy', false);
  for (const component of [ikePeer, ipsecPolicy, trafficSelector]) {
    for (const object of context.objects(component))
      if (isIdleFactoryObject(object)) noteFactoryObject(context, object);
  }
  noteOutOfScope(context, read);
  const { origins, used, diagnostics, faulty } = context;
  return { gateway, origins, used, diagnostics, faulty };
}

/** What belongs to no tunnel has no place in the gateway but for a suite, which is kept. */
function noteUnreached(
  context: LoweringContext,
  object: ConfigurationObject,
  what: string,
  whole: boolean,
): void {
  for (const origin of statementsOf(object)) {
    if (!whole && context.used.has(origin)) continue;
    context.used.add(origin);
    const details = { object: what, name: neutralName(object.key) };
    context.report({ ...diagnostic('TG115', details, { origin }), status: 'dropped' });
  }
}

/** Lines that no part of IPsec needs: other components, and what is here only in part. */
function noteOutOfScope(context: LoweringContext, read: Read): void {
  const named = new Set(
    [...read.diagnostics, ...context.diagnostics].flatMap(({ origin, status, severity }) =>
      origin !== undefined && (status !== undefined || severity === 'error') ? origin : [],
    ),
  );
  for (const [origin, { row }] of read.statements.entries()) {
    if (context.used.has(origin) || named.has(origin)) continue;
    const component = row === undefined ? undefined : rows[row]?.component;
    if (component?.startsWith('net ipsec ') === true) continue;
    context.report(diagnostic('TG104', {}, { origin }));
  }
}
