import type { Gateway } from '../../../ir/gateway.ts';
import type { Origins } from '../../../ir/origins.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Raised, Style } from '../../dialect.ts';
import { labelPeers } from '../names.ts';
import { isMadeOnDemand } from '../on-demand.ts';
import { RaisingContext } from './context.ts';
import { noteImplied } from './implied.ts';
import { raiseKeys } from './keys.ts';
import { raiseManualSas } from './manual.ts';
import { raiseRemote } from './remote.ts';
import { noteSplits, raiseSainfo, type SainfoPlace } from './sainfo.ts';
import { raiseSettings } from './settings.ts';
import { raiseSpd, type SpdPlace } from './spd.ts';

/** Legal IR → objects of racoon. Total: what racoon cannot say never comes here. */
export function raise(gateway: Gateway, origins: Origins, _profile: string, style: Style): Raised {
  const context = new RaisingContext(origins, style);
  const labels = labelPeers(gateway);
  const peers = new Map(gateway.peers.map((peer) => [peer.name, peer]));
  const ikeProposals = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
  const ipsecProposals = new Map(gateway.ipsecProposals.map((proposal) => [proposal.name, proposal]));
  const policiesOf = policiesByPeer(gateway);
  const onDemand = new Set(
    gateway.policies.filter((policy) => {
      const peer = peers.get(policy.peer ?? '');
      return (
        peer !== undefined && isMadeOnDemand(peer, policy, ipsecProposals.get(policy.proposals[0] ?? ''))
      );
    }),
  );
  raiseSettings(context, gateway);
  const specific = gateway.peers.filter(({ remote }) => remote.length > 0);
  const anonymous = gateway.peers.filter(({ remote }) => remote.length === 0);
  for (const peer of [...specific, ...anonymous]) {
    const proposals = peer.proposals.flatMap((name) => ikeProposals.get(name) ?? []);
    raiseRemote(context, peer, {
      label: labels.get(peer),
      proposals,
      policies: policiesOf.get(peer.name) ?? [],
      onDemand,
    });
  }
  const [named, offered]: [SainfoPlace[], SainfoPlace[]] = [[], []];
  const entries: SpdPlace[] = [];
  for (const policy of gateway.policies) {
    const proposal = ipsecProposals.get(policy.proposals[0] ?? '');
    const peer = peers.get(policy.peer ?? '');
    const label = peer === undefined ? undefined : labels.get(peer);
    if (proposal !== undefined && peer !== undefined) {
      noteSplits(context, policy, proposal, entries.length + 1);
      if (policy.selectors.length === 0)
        offered.push({ policy, proposal, selector: undefined, index: 0, label });
      for (const [index, selector] of policy.selectors.entries()) {
        if (selector.action === 'protect') named.push({ policy, proposal, selector, index, label });
      }
    }
    if (!onDemand.has(policy)) entries.push(...entriesOf(policy, proposal, peer));
  }
  for (const place of [...named, ...offered]) raiseSainfo(context, place);
  raiseKeys(context, gateway);
  if (entries.length > 0 || gateway.manualSas.length > 0) raiseSpd(context, entries);
  raiseManualSas(context, gateway);
  noteImplied(context, gateway, onDemand);
  return context.result();
}

function policiesByPeer({ policies }: Gateway): ReadonlyMap<string, readonly Policy[]> {
  const byPeer = new Map<string, Policy[]>();
  for (const policy of policies) {
    const known = byPeer.get(policy.peer ?? '');
    if (known === undefined) byPeer.set(policy.peer ?? '', [policy]);
    else known.push(policy);
  }
  return byPeer;
}

function entriesOf(
  policy: Policy,
  proposal: SpdPlace['proposal'],
  peer: SpdPlace['peer'],
): readonly SpdPlace[] {
  return policy.selectors.map((selector, index) => ({ policy, proposal, peer, selector, index }));
}
