import { ikeProposal } from '../../../../grammars/vrp/chapters/ike-proposal.ts';
import { ipsecProfile } from '../../../../grammars/vrp/chapters/ipsec-profile.ts';
import { system as systemChapter } from '../../../../grammars/vrp/chapters/system.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { IkeProposal } from '../../../ir/ike.ts';
import type { IpsecProposal, Policy } from '../../../ir/ipsec.ts';
import type { Lowered } from '../../../ir/lowered.ts';
import { allOrigins, assemble, derived, originsOf, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Extent, Read } from '../../dialect.ts';
import { LoweringContext } from './context.ts';
import { lowerIkePeer, type LoweredPeer } from './ike-peer.ts';
import { noteEmptyBindings } from './empty-bindings.ts';
import { noteIdleGlobals } from './idle-globals.ts';
import { builtInProposals, lowerIkeProposal } from './ike-proposal.ts';
import { type Binding, lowerBindings } from './interfaces.ts';
import { lowerMatchedIdentities } from './ike-identity.ts';
import { lowerPolicies } from './policies.ts';
import { lowerIpsecProposal } from './ipsec-proposal.ts';
import { noteOutOfScope } from './out-of-scope.ts';
import { lowerRoutes } from './routes.ts';
import { lowerSettings, optionalNumber, type SystemFace } from './settings.ts';
import { noteSharedRemotes } from './shared-remotes.ts';
import { noteUnusedObjects } from './unused-objects.ts';

/** Objects → IR (`translation.md` 1.3, VRP). */
export function lower(read: Read, profile: Profile, extent: Extent = 'everything'): Lowered {
  const context = new LoweringContext(read, profile);
  const system = context.face(systemChapter, context.root);
  const ike = lowerSettings(context, system);
  const hostname = system.one('sysname');
  const ikeProposals = new Map(
    context.objects('ike-proposal').map((object) => [object.key, lowerIkeProposal(context, object)]),
  );
  const bindings = lowerBindings(context);
  const peers = lowerPeers(context, system, ikeProposals, bindings);
  const ipsecProposals = context
    .objects('ipsec-proposal')
    .map((object) => lowerIpsecProposal(context, object, system));
  noteIdleSwitch(context, system, ipsecProposals);
  const { policies, manualSas } = lowerPolicies(context, {
    bindings,
    proposals: new Map(ipsecProposals.map((proposal) => [proposal.name, proposal])),
    surroundings: {
      system,
      peers,
      ipsecProposals: new Map(ipsecProposals.map(({ name }) => [name.toLowerCase(), name])),
    },
  });
  noteIdleLocalAddresses(context, peers, policies);
  noteEmptyBindings(context, read, bindings, policies);
  const loweredPeers = [...peers.values()].map(({ peer }) => peer);
  noteSharedRemotes(context, loweredPeers);
  const name = hostname?.text('name');
  const gateway = assemble<Gateway>(context.origins, {
    hostname: hostname === undefined || name === undefined ? undefined : sourced(name, hostname.origins),
    ike: derived(ike),
    interfaces: derived(bindings.map((binding) => binding.interface)),
    routes: derived(lowerRoutes(context, system, { peers: loweredPeers, policies })),
    ikeProposals: derived([...ikeProposals.values()]),
    peers: derived(loweredPeers),
    ipsecProposals: derived(ipsecProposals),
    policies: derived(policies),
    manualSas: derived(manualSas),
  });
  const { origins, used, diagnostics, faulty } = context;
  const lowered = { gateway, origins, used, diagnostics, faulty };
  if (extent === 'meaning') return lowered;
  const carried = allOrigins(context.origins, gateway);
  noteIdleGlobals(context, system, gateway, carried);
  noteUnusedObjects(context, carried);
  noteOutOfScope(context, read, table, carried);
  return lowered;
}

function lowerPeers(
  context: LoweringContext,
  system: SystemFace,
  ikeProposals: Map<string, IkeProposal>,
  bindings: readonly Binding[],
): ReadonlyMap<string, LoweredPeer> {
  const pool = {
    byNumber: ikeProposals,
    reauthentication: lowerReauthentication(context),
    builtIn: (): readonly string[] =>
      builtInProposals(context).map((proposal) => {
        if (!ikeProposals.has(proposal.name)) ikeProposals.set(proposal.name, proposal);
        return proposal.name;
      }),
  };
  const surroundings = {
    pool,
    matched: lowerMatchedIdentities(context),
    destinations: tunnelDestinationsOf(context, bindings),
  };
  return new Map(
    context
      .objects('ike-peer')
      .map((object) => [object.key, lowerIkePeer(context, object, system, surroundings)]),
  );
}

/** `re-authentication interval` of NE proposals, in seconds. */
function lowerReauthentication(context: LoweringContext): ReadonlyMap<string, Sourced<number>> {
  return new Map(
    context.objects('ike-proposal').flatMap((object): [string, Sourced<number>][] => {
      const interval = optionalNumber(context.face(ikeProposal, object).one('reauthentication'), 'seconds');
      return interval === undefined ? [] : [[object.key, interval]];
    }),
  );
}

/** Where the tunnel interfaces of a peer lead, if they all lead to one place. */
function tunnelDestinationsOf(
  context: LoweringContext,
  bindings: readonly Binding[],
): ReadonlyMap<string, Sourced<string>> {
  const found = new Map<string, Sourced<string>>();
  for (const { kind, group, destination } of bindings) {
    const profile = kind === 'profile' ? context.object('ipsec-profile', group) : undefined;
    if (profile === undefined || destination === undefined) continue;
    const peer = context.face(ipsecProfile, profile).one('ikePeer')?.text('name');
    if (peer !== undefined && !found.has(peer)) found.set(peer, destination);
  }
  return found;
}

/** `local-address` of a peer is that of its policies; one that no policy takes over says nothing. */
function noteIdleLocalAddresses(
  context: LoweringContext,
  peers: ReadonlyMap<string, LoweredPeer>,
  policies: readonly Policy[],
): void {
  const taken = new Set(policies.flatMap(({ tunnel }) => originsOf(context.origins, tunnel, 'local')));
  const reached = new Set(policies.map(({ peer }) => peer));
  for (const { peer, localAddress } of peers.values()) {
    const [origin] = localAddress?.origins ?? [];
    if (origin === undefined || taken.has(origin)) continue;
    const details = { object: 'the local address of ike peer', name: peer.name };
    context.report(
      reached.has(peer.name)
        ? diagnostic('TG119', { what: 'a policy with an address of its own' }, { origin })
        : { ...diagnostic('TG115', details, { origin }), status: 'dropped' },
    );
  }
}

/** The SHA-2 switch has its part in SHA-2 values; without one it says nothing. */
function noteIdleSwitch(
  context: LoweringContext,
  system: SystemFace,
  proposals: readonly IpsecProposal[],
): void {
  const reading = system.one('sha2Compatible');
  const isUsed = proposals.some(({ esp, ah }) =>
    [...(esp?.integrity ?? []), ...(ah?.integrity ?? [])].some(({ name }) =>
      name.startsWith('AUTH_HMAC_SHA2'),
    ),
  );
  const [origin] = reading?.origins ?? [];
  if (origin !== undefined && !isUsed) {
    context.report(diagnostic('TG119', { what: 'proposals without SHA-2' }, { origin }));
  }
}
