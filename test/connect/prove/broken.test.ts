import { describe, expect, it } from 'vitest';
import { prove } from '../../../src/connect/prove/prove.ts';
import { dialectNamed } from '../../../src/dialects/registry.ts';
import type { Gateway } from '../../../src/ir/gateway.ts';
import type { DialectProfile } from '../../../src/translate/dialect-profile.ts';
import type { PeerProof } from '../../../src/translate/report/proof.ts';
import { translate, type Translation } from '../../../src/translate/translate.ts';
import { esp, ike, peers, policies } from '../changes.ts';
import { rosettaGateway } from '../gateways.ts';

/** A translation that says something else than its source, and what the engine must make of it. */
interface Broken {
  readonly what: string;
  readonly change: (gateway: Gateway) => Gateway;
  /** The member that the difference is told by. */
  readonly path: string;
}

const BOTH: readonly Broken[] = [
  {
    what: 'IKE encryption',
    change: ike({ encryption: [{ name: 'ENCR_3DES' }] }),
    path: 'ikeProposals.encryption',
  },
  { what: 'DH group', change: ike({ dhGroups: [5] }), path: 'ikeProposals.dhGroups' },
  {
    what: 'key',
    change: peers({ preSharedKeys: [{ secret: { psk: 'Another-Key-26' } }] }),
    path: 'peers.preSharedKeys',
  },
  {
    what: 'ESP encryption',
    change: esp({ encryption: [{ name: 'ENCR_3DES' }] }),
    path: 'ipsecProposals.esp.encryption',
  },
  {
    what: 'selectors',
    change: policies(({ selectors }) => ({
      selectors: selectors.map((selector) => ({ ...selector, remote: { prefix: '10.77.0.0/16' } })),
    })),
    path: 'policies.selectors',
  },
  {
    what: 'IKE lifetime',
    change: ike({ lifetimeSeconds: 7200 }),
    path: 'ikeProposals.lifetimeSeconds',
  },
  {
    what: 'IPsec lifetime',
    change: policies(({ lifetime }) => ({ lifetime: { ...lifetime, seconds: 1800 } })),
    path: 'policies.lifetime.seconds',
  },
  {
    what: 'PFS gone',
    change: policies(() => ({ pfsGroups: [] })),
    path: 'policies.pfsGroups',
  },
  {
    what: 'NAT traversal',
    change: peers({ natTraversal: 'off' }),
    path: 'peers.natTraversal',
  },
];

const CASES = [
  { scenario: 'usg-ikev2', from: 'vrp@usg', to: 'tmsh@16' },
  { scenario: 'ar-ikev1-main', from: 'vrp@ar', to: 'tmsh@16' },
  { scenario: 'ar-ikev1-main', from: 'vrp@ar', to: 'racoon@0.9' },
  { scenario: 'ar-ikev1-main', from: 'racoon@0.9', to: 'vrp@ar' },
] as const;

function language(text: string): DialectProfile {
  const [name = '', profile = ''] = text.split('@');
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(text);
  return { dialect, profile };
}
function translated(
  files: readonly { readonly name: string; readonly text: string }[],
  from: string,
  to: string,
): Translation {
  return translate(files, {
    from: language(from),
    to: language(to),
    because: 'the test says so',
    accepted: new Set(['TG207', 'weaker', 'no-pfs']),
    placeholders: {},
    compact: false,
    evidence: true,
  });
}
const document = (gateway: Gateway) => [{ name: 'gateway.json', text: JSON.stringify({ ir: 1, gateway }) }];

describe.each(CASES)('$scenario from $from to $to', ({ scenario, from, to }) => {
  const gateway = peers({ preSharedKeys: [{ secret: { psk: 'Tg-Demo-2026' } }] })(rosettaGateway(scenario));
  const source = translated(document(gateway), 'ir@1', from).written.map(({ file, text }) => ({
    name: file,
    text,
  }));
  const { evidence } = translated(source, from, to);
  const own = evidence?.legal ?? gateway;
  const proofOf = (change: (whole: Gateway) => Gateway): readonly PeerProof[] => {
    const { written } = translated(document(change(own)), 'ir@1', to);
    if (evidence === undefined) throw new Error('nothing to prove');
    return prove({ ...evidence, written }, language(from), language(to)).peers;
  };

  it('is proven as it is', () => {
    expect(proofOf((same) => same).map(({ verdict }) => verdict)).toEqual(['proven']);
  });

  it.each(BOTH)('broken by hand is caught: $what', ({ change, path }) => {
    const [peer] = proofOf(change);
    expect(peer?.verdict).toBe('differs');
    const told = peer?.differences.filter(
      ({ announced, isBehaviour }) => announced.length === 0 && !isBehaviour,
    );
    expect(told?.map((difference) => difference.path)).toContain(path);
  });
});
