import { describe, expect, test } from 'vitest';
import type { NatDevice } from '../../src/engine/index.ts';
import type { ChildSa } from '../../src/ir/result.ts';
import type { Interface } from '../../src/ir/gateway.ts';
import type { IpsecProposal } from '../../src/ir/ipsec.ts';
import type { IkeVersion } from '../../src/ir/scalars.ts';
import {
  ADDRESS,
  type Changes,
  type End,
  ENDS,
  IPSEC_PROPOSAL,
  type Lab,
  labOf,
  type LabOptions,
  selectorOf,
} from './lab.ts';

/** A kind of tunnel, and what its child SA shows: protocols with algorithms, outermost first, and the mode. */
interface Shape {
  readonly shape: string;
  readonly options: LabOptions;
  readonly halves: readonly string[];
  readonly mode?: ChildSa['mode'];
}

const SHA256 = [{ name: 'AUTH_HMAC_SHA2_256_128' }] as const;
const AES256 = [{ name: 'ENCR_AES_CBC', keyLength: 256 }] as const;
const PLAIN = 'esp ENCR_AES_CBC 256 AUTH_HMAC_SHA2_256_128';

function protectedBy({ esp, ah, ...changes }: Partial<IpsecProposal>): Changes {
  const { esp: _esp, ...rest } = IPSEC_PROPOSAL;
  const proposal: IpsecProposal = {
    ...rest,
    ...changes,
    ...(esp === undefined ? {} : { esp }),
    ...(ah === undefined ? {} : { ah }),
  };
  return { gateway: { ipsecProposals: [proposal] } };
}
function between(changes: (end: End) => Changes): LabOptions {
  return { a: changes('a'), b: changes('b') };
}
const otherOf = (end: End): End => (end === 'a' ? 'b' : 'a');
const IPV6 = { a: '2001:db8::a', b: '2001:db8::b' } as const;
const TUNNEL: Interface = {
  name: 'Tunnel0',
  kind: 'tunnel',
  addresses: [],
  enabled: true,
  tunnel: { protocol: 'ipsec', source: { interface: 'wan' } },
};
const NATS: readonly NatDevice[] = [
  { name: 'one', outside: '192.0.2.1', inside: ['a'], mappingTimeoutSeconds: 600 },
  {
    name: 'two',
    outside: '192.0.2.2',
    inside: ['b'],
    mappingTimeoutSeconds: 600,
    forwards: [
      { port: 500, address: ADDRESS.b },
      { port: 4500, address: ADDRESS.b },
    ],
  },
];
const WAN: Interface = { name: 'wan', kind: 'physical', addresses: [`${ADDRESS.a}/24`], enabled: true };
const NAMES = { 'a.example': ADDRESS.a, 'b.example': ADDRESS.b };

const SHAPES: readonly Shape[] = [
  { shape: 'ESP in tunnel mode', options: {}, halves: [PLAIN] },
  {
    shape: 'AH alone',
    options: { both: protectedBy({ ah: { integrity: SHA256 } }) },
    halves: ['ah AUTH_HMAC_SHA2_256_128'],
  },
  {
    shape: 'AH outside ESP',
    options: {
      both: protectedBy({ ah: { integrity: SHA256 }, esp: { encryption: AES256, integrity: SHA256 } }),
    },
    halves: ['ah AUTH_HMAC_SHA2_256_128', PLAIN],
  },
  {
    shape: 'ESP that only authenticates',
    options: { both: protectedBy({ esp: { encryption: [{ name: 'ENCR_NULL' }], integrity: SHA256 } }) },
    halves: ['esp ENCR_NULL AUTH_HMAC_SHA2_256_128'],
  },
  {
    shape: 'a combined cipher',
    options: {
      both: protectedBy({
        esp: { encryption: [{ name: 'ENCR_AES_GCM_16', keyLength: 128 }], integrity: [] },
      }),
    },
    halves: ['esp ENCR_AES_GCM_16 128'],
  },
  {
    shape: 'ESP with extended sequence numbers',
    options: { both: { ipsecProposal: { extendedSequenceNumbers: true } } },
    halves: [PLAIN],
  },
  {
    shape: 'transport mode between hosts',
    options: between((end) => ({
      ipsecProposal: { encapsulation: 'transport' },
      selector: {
        local: { prefix: `${ADDRESS[end]}/32` },
        remote: { prefix: `${ADDRESS[otherOf(end)]}/32` },
      },
    })),
    halves: [PLAIN],
    mode: 'transport',
  },
  {
    shape: 'a starter of either mode, which begins with a tunnel',
    options: { a: { ipsecProposal: { encapsulation: 'auto' } } },
    halves: [PLAIN],
  },
  {
    shape: 'an answerer of either mode, asked for transport',
    options: between((end) => ({
      ipsecProposal: { encapsulation: end === 'a' ? 'transport' : 'auto' },
      selector: {
        local: { prefix: `${ADDRESS[end]}/32` },
        remote: { prefix: `${ADDRESS[otherOf(end)]}/32` },
      },
    })),
    halves: [PLAIN],
    mode: 'transport',
  },
  {
    shape: 'peers by name',
    options: {
      ...between((end) => ({ peer: { remote: [{ fqdn: `${otherOf(end)}.example` }] } })),
      network: { names: NAMES },
    },
    halves: [PLAIN],
  },
  {
    shape: 'an answerer of a range of addresses',
    options: { b: { peer: { remote: [{ first: '198.51.100.0', last: '198.51.100.9' }] } } },
    halves: [PLAIN],
  },
  { shape: 'an answerer of any address', options: { b: { peer: { remote: [] } } }, halves: [PLAIN] },
  {
    shape: 'everything, of no family',
    options: { both: { selector: { local: 'any', remote: 'any' } } },
    halves: [PLAIN],
  },
  {
    shape: 'ranges of addresses',
    options: between((end) => ({
      selector: {
        local: { first: end === 'a' ? '10.1.0.1' : '10.2.0.1', last: end === 'a' ? '10.1.0.9' : '10.2.0.9' },
        remote: { first: end === 'a' ? '10.2.0.1' : '10.1.0.1', last: end === 'a' ? '10.2.0.9' : '10.1.0.9' },
      },
    })),
    halves: [PLAIN],
  },
  {
    shape: 'one port of one protocol',
    options: between((end) => ({
      selector: {
        protocol: 6,
        ...(end === 'a'
          ? { remotePorts: { first: 443, last: 443 } }
          : { localPorts: { first: 443, last: 443 } }),
      },
    })),
    halves: [PLAIN],
  },
  {
    shape: 'without initial contact, with fragmentation',
    options: { both: { peer: { initialContact: false, fragmentation: 'on' } } },
    halves: [PLAIN],
  },
  {
    shape: 'soft lifetimes of its own',
    options: {
      both: {
        ikeProposal: { softLifetimeSeconds: 600 },
        policy: { lifetime: { seconds: 3600, kilobytes: 1000, softSeconds: 300, softKilobytes: 500 } },
      },
    },
    halves: [PLAIN],
  },
  {
    shape: 'IPv6 ends',
    options: between((end) => ({
      peer: { remote: [{ address: IPV6[otherOf(end)] }], remoteIds: [{ type: 'ID_IPV6_ADDR' }] },
      policy: { tunnel: { local: IPV6[end] } },
      selector: {
        local: { prefix: `2001:db8:${end}::/48` },
        remote: { prefix: `2001:db8:${otherOf(end)}::/48` },
      },
    })),
    halves: [PLAIN],
  },
  {
    shape: 'an end at the address of its interface',
    options: { a: { policy: { tunnel: {}, interfaces: ['wan'] }, gateway: { interfaces: [WAN] } } },
    halves: [PLAIN],
  },
  {
    shape: 'a tunnel interface with the address of another one',
    options: {
      a: {
        policy: { tunnel: {}, interfaces: ['Tunnel0'] },
        gateway: { interfaces: [WAN, TUNNEL] },
      },
    },
    halves: [PLAIN],
  },
  {
    shape: 'both ends behind NAT devices',
    options: {
      ...between((end) => ({
        peer: {
          remote: end === 'a' ? [{ address: '192.0.2.2' }] : [],
          remoteIds: [{ type: 'ID_FQDN', value: `${otherOf(end)}.example` }],
          localId: { type: 'ID_FQDN', value: `${end}.example` },
        },
      })),
      network: { nats: NATS },
    },
    halves: [PLAIN],
  },
  {
    shape: 'an answerer that takes what is offered',
    options: { b: { peer: { remote: [] }, policy: { selectors: [], acceptSelectors: 'offered' } } },
    halves: [PLAIN],
  },
  {
    shape: 'an exception before what is protected',
    options: between((end) => ({
      policy: {
        selectors: [
          {
            action: 'bypass',
            local: { prefix: end === 'a' ? '10.1.9.0/24' : '10.2.9.0/24' },
            remote: { prefix: end === 'a' ? '10.2.9.0/24' : '10.1.9.0/24' },
            direction: 'both',
          },
          selectorOf(end),
        ],
      },
    })),
    halves: [PLAIN],
  },
  {
    shape: 'a link that changes the order of packets',
    options: { network: { link: { reordering: 0.5, reorderingDelay: 15 } } },
    halves: [PLAIN],
  },
  {
    shape: 'IKE SAs without an end',
    options: { both: { ikeProposal: { lifetimeSeconds: 0 } } },
    halves: [PLAIN],
  },
];

function shownHalves(children: readonly ChildSa[]): readonly (readonly string[])[] {
  return children.map(({ outbound }) =>
    outbound.map(({ protocol, encryption, integrity }) =>
      [protocol, encryption?.name, encryption?.keyLength, integrity?.name]
        .filter((part) => part !== undefined)
        .join(' '),
    ),
  );
}
function ids(lab: Lab): readonly number[] {
  return lab.children('a').map(({ id }) => id);
}

describe.each<{ readonly version: IkeVersion }>([{ version: 'ikev1' }, { version: 'ikev2' }])(
  '$version',
  ({ version }) => {
    test.each(SHAPES)('$shape: comes up, is rekeyed and deleted', ({ options, halves, mode = 'tunnel' }) => {
      const { both, ...others } = options;
      const lab = labOf({
        ...others,
        both: { ...both, version },
        a: { ...both, ...others.a, version },
        b: { ...both, ...others.b, version },
      });
      lab.until(5000);
      for (const end of ENDS) {
        expect([end, shownHalves(lab.children(end))]).toEqual([end, [halves]]);
        expect(lab.children(end).map((child) => child.mode)).toEqual([mode]);
        expect(lab.ike(end).map(({ state }) => state)).toEqual(['established']);
      }
      const before = ids(lab);
      for (const level of ['child', 'ike'] as const) {
        lab.simulation.perform({ kind: 'expire', gateway: 'a', level, how: 'soft', select: {} });
        lab.until(lab.time + 20_000);
        for (const end of ENDS)
          expect([level, end, shownHalves(lab.children(end))]).toEqual([level, end, [halves]]);
      }
      expect(ids(lab)).not.toEqual(before);
      lab.simulation.execute('a', {
        kind: 'clear-ike-sa',
        select: {},
        children: 'delete',
        then: 'never',
        childConnection: 'never',
      });
      lab.until(lab.time + 5000);
      for (const end of ENDS)
        expect([end, lab.children(end).length, lab.ike(end).length]).toEqual([end, 0, 0]);
    });
  },
);
