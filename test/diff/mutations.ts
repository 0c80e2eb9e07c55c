import type { Gateway } from '../../src/ir/gateway.ts';
import type { Selector } from '../../src/ir/ipsec.ts';

/** A change that a person may make to a configuration; absent: there is nothing in it to change so. */
export interface Mutation {
  readonly name: string;
  vrp(text: string): string | undefined;
  tmsh(text: string): string | undefined;
  ir(gateway: Gateway): Gateway | undefined;
}

/** Replaces the first match, where there is one. */
function edit(pattern: RegExp, replacement: string): (text: string) => string | undefined {
  return (text) => {
    const edited = text.replace(pattern, replacement);
    return edited === text ? undefined : edited;
  };
}

type Change<T> = (object: T) => T;
function first<T>(list: readonly T[], change: Change<T>): readonly T[] {
  return list.map((object, index) => (index === 0 ? change(object) : object));
}
/** The first peer that a policy reaches. */
function reachedPeer(gateway: Gateway, change: Change<Gateway['peers'][number]>): Gateway {
  const name = gateway.policies.find(({ peer }) => peer !== undefined)?.peer;
  return { ...gateway, peers: gateway.peers.map((peer) => (peer.name === name ? change(peer) : peer)) };
}
function reachedProposal(gateway: Gateway, change: Change<Gateway['ikeProposals'][number]>): Gateway {
  const policy = gateway.policies.find(({ peer }) => peer !== undefined);
  const names = gateway.peers.find(({ name }) => name === policy?.peer)?.proposals ?? [];
  return {
    ...gateway,
    ikeProposals: gateway.ikeProposals.map((proposal) =>
      proposal.name === names[0] ? change(proposal) : proposal,
    ),
  };
}
const SELECTOR: Selector = {
  action: 'protect',
  local: { prefix: '10.77.0.0/16' },
  remote: { prefix: '10.88.0.0/16' },
  direction: 'both',
};

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'as it is',
    vrp: (text) => text,
    tmsh: (text) => text,
    ir: (gateway) => gateway,
  },
  {
    name: 'IKE lifetime',
    vrp: edit(/^ike proposal (?!default).*$/m, '$&\n sa duration 7200'),
    tmsh: edit(/^ {4}lifetime \d+$/m, '    lifetime 120'),
    ir: (gateway) => reachedProposal(gateway, (proposal) => ({ ...proposal, lifetimeSeconds: 7200 })),
  },
  {
    name: 'IPsec lifetime',
    vrp: edit(/^ipsec policy .* isakmp$/m, '$&\n sa duration time-based 1800'),
    tmsh: edit(/^ {4}ike-phase2-lifetime \d+$/m, '    ike-phase2-lifetime 30'),
    ir: (gateway) => ({
      ...gateway,
      policies: first(gateway.policies, (policy) => ({
        ...policy,
        lifetime: { ...policy.lifetime, seconds: 1800 },
      })),
    }),
  },
  {
    name: 'IKE group',
    vrp: edit(/^ dh group14$/m, ' dh group2'),
    tmsh: edit(
      /^ {4}phase1-perfect-forward-secrecy modp2048$/m,
      '    phase1-perfect-forward-secrecy modp1024',
    ),
    ir: (gateway) => reachedProposal(gateway, (proposal) => ({ ...proposal, dhGroups: [2] })),
  },
  {
    name: 'ESP algorithm',
    vrp: edit(/^ esp encryption-algorithm .*$/m, ' esp encryption-algorithm aes-192'),
    tmsh: edit(
      /^ {4}ike-phase2-encrypt-algorithm aes(?:128|256)$/m,
      '    ike-phase2-encrypt-algorithm aes192',
    ),
    ir: (gateway) => ({
      ...gateway,
      ipsecProposals: gateway.ipsecProposals.map((proposal) =>
        proposal.esp === undefined
          ? proposal
          : {
              ...proposal,
              esp: { ...proposal.esp, encryption: [{ name: 'ENCR_AES_CBC', keyLength: 192 }] },
            },
      ),
    }),
  },
  {
    name: 'a selector more',
    vrp: edit(
      /^ rule \d+ permit ip .*$/m,
      '$&\n rule 900 permit ip source 10.77.0.0 0.0.255.255 destination 10.88.0.0 0.0.255.255',
    ),
    tmsh: edit(
      /^( {4}traffic-selector \{\n(?: {8}\S+\n)*)([\s\S]*?)^net ipsec traffic-selector (\S+) \{\n([\s\S]*?)ipsec-policy (\S+)\n/m,
      '$1        /Common/extra\n$2net ipsec traffic-selector /Common/extra {\n    destination-address 10.88.0.0/16\n    ipsec-policy $5\n    source-address 10.77.0.0/16\n}\nnet ipsec traffic-selector $3 {\n$4ipsec-policy $5\n',
    ),
    ir: (gateway) => ({
      ...gateway,
      policies: first(gateway.policies, (policy) => ({
        ...policy,
        selectors: [...policy.selectors, SELECTOR],
      })),
    }),
  },
  {
    name: 'a selector less',
    vrp: edit(/^( rule \d+ permit .*\n)(?= rule)/m, ''),
    tmsh: () => undefined,
    ir: (gateway) =>
      (gateway.policies[0]?.selectors.length ?? 0) < 2
        ? undefined
        : {
            ...gateway,
            policies: first(gateway.policies, (policy) => ({
              ...policy,
              selectors: policy.selectors.slice(1),
            })),
          },
  },
  {
    name: 'another key',
    vrp: edit(/^ pre-shared-key (?:simple )?Tg-Demo-2026.*$/m, ' pre-shared-key Tg-Demo-2026-new'),
    tmsh: edit(/^ {4}preshared-key .*$/m, '    preshared-key Tg-Demo-2026-new'),
    ir: (gateway) =>
      reachedPeer(gateway, (peer) => ({
        ...peer,
        preSharedKeys: first(peer.preSharedKeys, (key) => ({ ...key, secret: { psk: 'Tg-Demo-2026-new' } })),
      })),
  },
  {
    name: 'another peer address',
    vrp: edit(/^ remote-address [\d.]+$/m, ' remote-address 203.0.113.99'),
    tmsh: (text) => {
      const address = /^ {4}remote-address ([\d.]+)$/m.exec(text)?.[1];
      return address === undefined ? undefined : text.replaceAll(address, '203.0.113.99');
    },
    ir: (gateway) => reachedPeer(gateway, (peer) => ({ ...peer, remote: [{ address: '203.0.113.99' }] })),
  },
  {
    name: 'PFS of another group',
    vrp: edit(/^ipsec policy .* isakmp$/m, '$&\n pfs dh-group5'),
    tmsh: edit(
      /^ {4}ike-phase2-perfect-forward-secrecy \S+$/m,
      '    ike-phase2-perfect-forward-secrecy modp1536',
    ),
    ir: (gateway) => ({
      ...gateway,
      policies: first(gateway.policies, (policy) => ({ ...policy, pfsGroups: [5] })),
    }),
  },
  {
    name: 'no DPD',
    vrp: edit(/^ (?:ike )?dpd type .*$/m, ''),
    tmsh: edit(/^ {4}dpd-delay \d+$/m, '    dpd-delay 0'),
    ir: (gateway) => reachedPeer(gateway, (peer) => ({ ...peer, dpd: { ...peer.dpd, mode: 'answer' } })),
  },
  {
    name: 'a tunnel less',
    vrp: edit(/^ipsec policy \S+ \d+ isakmp\n(?: .*\n)*/m, ''),
    tmsh: () => undefined,
    ir: (gateway) =>
      gateway.policies.length < 2 ? undefined : { ...gateway, policies: gateway.policies.slice(1) },
  },
  {
    name: 'every name another',
    vrp: () => undefined,
    tmsh: () => undefined,
    ir: ({ policies, peers, ikeProposals, ipsecProposals, manualSas, ...rest }) => ({
      ...rest,
      manualSas: manualSas.map(({ policy, ...sa }) => ({
        ...sa,
        name: `x${sa.name}`,
        ...(policy === undefined ? {} : { policy: { ...policy, name: `x${policy.name}` } }),
      })),
      policies: policies.map((policy) => ({
        ...policy,
        name: `x${policy.name}`,
        proposals: policy.proposals.map((name) => `x${name}`),
        ...(policy.peer === undefined ? {} : { peer: `x${policy.peer}` }),
      })),
      peers: peers.map((peer) => ({
        ...peer,
        name: `x${peer.name}`,
        proposals: peer.proposals.map((name) => `x${name}`),
      })),
      ikeProposals: ikeProposals.map((proposal) => ({ ...proposal, name: `x${proposal.name}` })),
      ipsecProposals: ipsecProposals.map((proposal) => ({ ...proposal, name: `x${proposal.name}` })),
    }),
  },
];
