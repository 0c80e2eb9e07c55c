import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import {
  ikePeer,
  ipsecPolicy,
  manualSecurityAssociation,
  trafficSelector,
} from '../../../../grammars/tmsh/schema/ipsec.ts';
import { diagnostic } from '../../../ir/codes.ts';
import { COMPONENTS } from '../../../../grammars/tmsh/table.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Lowered } from '../../../ir/lowered.ts';
import { assemble, derived } from '../../../ir/origins.ts';
import type { Extent, Read } from '../../dialect.ts';
import { rows } from '../rows.ts';
import { LoweringContext } from './context.ts';
import { lowerDatabaseKeys } from './database-keys.ts';
import { isIdleFactoryObject, noteFactoryObject, statementsOf } from './factory.ts';
import { consumeForwardingVirtuals } from './forwarding-virtual.ts';
import { lowerIkePeer, noteIdlePeer } from './ike-peer.ts';
import { lowerException, lowerPolicy } from './ipsec-policy.ts';
import { lowerIpsecProposal } from './ipsec-proposal.ts';
import { checkDirections, firstManualSas, lowerManualSa } from './manual-security-association.ts';
import { lowerHostname, lowerRoutes, lowerSelfAddresses, lowerSettings } from './network.ts';
import { findRuns } from './runs.ts';
import { lowerTrafficSelector } from './traffic-selector.ts';
import { lowerTunnels, noteIdleTunnels } from './tunnels.ts';
import { noteUnreached } from './unreached.ts';

/** Objects → IR (`translation.md` 1.3, tmsh). */
export function lower(read: Read, profile: string, extent: Extent = 'everything'): Lowered {
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
  const manual = firstManualSas(context);
  const runs = findRuns(context, { peers, selectors, tunnels, manual });
  const reached = new Set(runs.flatMap(({ policy, isException }) => (isException ? [] : policy)));
  const sources = new Set([...context.objects(ipsecPolicy).filter(own), ...reached]);
  const keyed = new Set(
    runs.flatMap((run) => (run.peer === undefined && !run.isException ? run.policy : [])),
  );
  const ipsecProposals = [...sources].map((object) =>
    lowerIpsecProposal(context, object, keyed.has(object) ? manual.get(object.key) : undefined),
  );
  const policies = runs.map((run) =>
    run.isException ? lowerException(context, run) : lowerPolicy(context, run),
  );
  const loweredPeers = peers.map(({ peer }) => peer);
  const ofTunnels = [...new Set(runs.flatMap(({ tunnel }) => tunnel?.interface ?? []))];
  const transport = new Set(
    ipsecProposals.filter(({ encapsulation }) => encapsulation === 'transport').map(({ name }) => name),
  );
  const isTransport = ({ proposals: [first = ''] }: Policy): boolean => transport.has(first);
  const manualSas = context
    .objects(manualSecurityAssociation)
    .flatMap((object) => lowerManualSa(context, object, { policies, isTransport }) ?? []);
  checkDirections(context, policies, manualSas);
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
  const { origins, used, diagnostics, faulty } = context;
  const lowered = { gateway, origins, used, diagnostics, faulty };
  if (extent === 'meaning') return lowered;
  const tied = runs.flatMap((run) => run.selectors.map(({ selector }) => selector));
  consumeForwardingVirtuals(context, tied);
  noteIdleTunnels(context, tunnels, ofTunnels);
  lowerDatabaseKeys(context, ofTunnels.length > 0);
  const paired = new Set(runs.flatMap((run) => run.selectors));
  for (const selector of selectors) {
    if (!paired.has(selector)) noteUnreached(context, selector.object, 'traffic-selector');
  }
  const tiedPeers = new Set(runs.map(({ peer }) => peer));
  for (const peer of peers) if (!tiedPeers.has(peer)) noteIdlePeer(context, peer);
  // The suite of a policy is kept all the same: the rest of it says nothing.
  for (const object of sources) {
    if (reached.has(object)) continue;
    const rest = statementsOf(object).filter((origin) => !context.used.has(origin));
    noteUnreached(context, object, 'ipsec-policy', rest);
  }
  for (const component of [ikePeer, ipsecPolicy, trafficSelector]) {
    for (const object of context.objects(component))
      if (isIdleFactoryObject(object)) noteFactoryObject(context, object);
  }
  noteIdleDefaults(context);
  noteOutOfScope(context, read);
  return lowered;
}

/** What has no equivalent elsewhere is lost only where it says more than the default (a passphrase, not `none`). */
function noteIdleDefaults(context: LoweringContext): void {
  for (const component of COMPONENTS) {
    const names = Object.entries(component.properties).flatMap(([name, { unread }]) =>
      typeof unread === 'object' ? name : [],
    );
    if (names.length === 0) continue;
    for (const object of context.objects(component)) {
      if (isIdleFactoryObject(object)) continue;
      const face = context.face(component, object);
      for (const name of names) if (face.isDefault(name)) face.noteDefault(name);
    }
  }
}

/** Lines that no part of IPsec needs: other components, and what is here only in part. */
function noteOutOfScope(context: LoweringContext, read: Read): void {
  const named = new Set([
    ...read.operations.flatMap(({ origins }) => origins),
    ...[...read.diagnostics, ...context.diagnostics].flatMap(({ origin, status, severity }) =>
      origin !== undefined && (status !== undefined || severity === 'error') ? origin : [],
    ),
  ]);
  read.statements.forEach(({ row }, origin) => {
    if (context.used.has(origin) || named.has(origin)) return;
    const component = row === undefined ? undefined : rows[row]?.component;
    if (component?.startsWith('net ipsec ') === true) return;
    context.report(diagnostic('TG104', {}, { origin }));
  });
}
