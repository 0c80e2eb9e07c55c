import type { Gateway } from '../../ir/gateway.ts';
import {
  ignoredMembers,
  ignoredPolicyMembers,
  ignoredSettings,
  NOTHING_IGNORED,
} from '../../ir/ignored-members.ts';
import type { Change } from '../../ir/limits.ts';
import { type Origins, originsOf, withMembers } from '../../ir/origins.ts';
import type { IkeVersion, Secret } from '../../ir/scalars.ts';
import { heededOrigins } from '../heeded-origins.ts';
import { chooseProposals } from './choose-proposals.ts';
import type { Legalized, LegalizeOptions } from './options.ts';
import { LimitWalk, type Surroundings } from './walk.ts';

/**
 * IR → IR that the target can say, with the list of changes: the only place where a translation loses
 * (`ir.md` section 9). Errors stay in the gateway: `withhold` takes their tunnels out.
 */
export function legalize(gateway: Gateway, origins: Origins, options: LegalizeOptions): Legalized {
  if (options.target.saysEverything === true) return { gateway, changes: [] };
  const limits = options.target.limits[options.profile];
  if (limits === undefined) throw new Error(`no limits for ${options.name}`);
  const walk = new LimitWalk(origins, limits, options.name, options.leave.accepted);
  const walked = walkGateway(gateway, origins, walk);
  const chosen = chooseProposals(walked, origins, walk, limits, options);
  const adjusted = options.target.adjust?.(chosen.gateway, origins, options.profile, options.leave) ?? {
    gateway: chosen.gateway,
    changes: [],
  };
  return {
    gateway: adjusted.gateway,
    changes: [
      ...walk.changes,
      ...chosen.changes,
      ...adjusted.changes,
      ...withoutEffect(gateway, origins, walk),
      ...unreadableSecrets(adjusted.gateway, origins),
    ],
  };
}

/** Everything but the proposals, which are looked at for who offers them (`chooseProposals`). */
function walkGateway(gateway: Gateway, origins: Origins, walk: LimitWalk): Gateway {
  const versions: readonly IkeVersion[] = [];
  const settings: Surroundings = {
    reference: { kind: 'ike-settings' },
    versions,
    ignored: ignoredSettings(gateway),
  };
  const { ike, routes, peers, policies } = gateway;
  const top = walk.fitMembers(gateway, ['hostname', 'manualSas'], settings);
  return withMembers(origins, gateway, {
    hostname: top.hostname,
    manualSas: top.manualSas,
    ike: walk.fit(ike, 'ike', settings),
    routes: routes.map((route) =>
      walk.fit(route, 'routes', {
        reference: { kind: 'route', destination: route.destination },
        versions,
        ignored: NOTHING_IGNORED,
      }),
    ),
    peers: peers.map((peer) =>
      walk.fit(peer, 'peers', {
        reference: { kind: 'peer', name: peer.name },
        versions: peer.versions,
        ignored: ignoredMembers(peer),
      }),
    ),
    policies: policies.map((policy) =>
      walk.fit(policy, 'policies', {
        reference: { kind: 'policy', name: policy.name, sequence: policy.sequence },
        versions,
        ignored: ignoredPolicyMembers(policy),
      }),
    ),
  });
}

/**
 * TG119 for statements all of whose values cannot matter. One that also made a value which does (the method of a
 * proposal, under IKEv2 that of the peer) is not named.
 */
function withoutEffect(gateway: Gateway, origins: Origins, { ignored }: LimitWalk): readonly Change[] {
  if (ignored.length === 0) return [];
  const heeded = heededOrigins(gateway, origins, new Set(ignored.flatMap((member) => member.origins)));
  return ignored.flatMap(({ path, what, reference, origins: writers }): readonly Change[] => {
    const idle = writers.filter((origin) => !heeded.has(origin));
    if (idle.length === 0) return [];
    const note = `has no effect under ${what}`;
    return [{ code: 'TG119', kind: 'adapted', object: reference, path, from: null, origins: idle, note }];
  });
}

/** TG270: a key that nobody could read is a placeholder in the output. */
function unreadableSecrets({ peers }: Gateway, origins: Origins): readonly Change[] {
  return peers.flatMap((peer) =>
    peer.preSharedKeys.flatMap((key): readonly Change[] => {
      const placeholder = placeholderOf(key.secret);
      if (placeholder === undefined) return [];
      return [
        {
          code: 'TG270',
          kind: 'approximated',
          object: { kind: 'peer', name: peer.name },
          path: 'peers.preSharedKeys',
          from: placeholder,
          origins: originsOf(origins, key, 'secret').filter((origin) => origin >= 0),
          note: `{{${placeholder}}} must be replaced by the key`,
          todo: `give the key with --secrets: a file with the line "${placeholder}": KEY`,
        },
      ];
    }),
  );
}

export function placeholderOf(secret: Secret): string | undefined {
  return 'unreadable' in secret ? secret.unreadable : undefined;
}
