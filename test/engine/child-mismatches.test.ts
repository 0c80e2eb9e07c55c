import { describe, expect, test } from 'vitest';
import type { IpsecProposal } from '../../src/ir/ipsec.ts';
import { type Changes, ENDS, IPSEC_PROPOSAL, labOf, type LabOptions } from './lab.ts';

const { esp: _esp, ...NO_PROTOCOL } = IPSEC_PROPOSAL;
const SHA256 = [{ name: 'AUTH_HMAC_SHA2_256_128' }] as const;
const SHA1 = [{ name: 'AUTH_HMAC_SHA1_96' }] as const;
const ESP = IPSEC_PROPOSAL.esp;
function offering(...proposals: readonly Partial<IpsecProposal>[]): Changes {
  const all = proposals.map((proposal, index): IpsecProposal => ({
    ...NO_PROTOCOL,
    ...proposal,
    name: `p${index}`,
  }));
  return { policy: { proposals: all.map(({ name }) => name) }, gateway: { ipsecProposals: all } };
}

/** One parameter of child SAs that differs, and what the answerer says is wrong. */
interface Row {
  readonly what: string;
  readonly a: Changes;
  readonly b: Changes;
  readonly parameter: string;
}
const ROWS: readonly Row[] = [
  {
    what: 'AH of another hash',
    a: offering({ ah: { integrity: SHA256 } }),
    b: offering({ ah: { integrity: SHA1 } }),
    parameter: 'ipsecProposals.ah.integrity',
  },
  {
    what: 'AH of another hash outside ESP',
    a: offering({ ah: { integrity: SHA256 }, ...(ESP && { esp: ESP }) }),
    b: offering({ ah: { integrity: SHA1 }, ...(ESP && { esp: ESP }) }),
    parameter: 'ipsecProposals.ah.integrity',
  },
  {
    what: 'ESP that does not encrypt',
    a: offering({ esp: { encryption: [{ name: 'ENCR_NULL' }], integrity: SHA256 } }),
    b: offering({ ...(ESP && { esp: ESP }) }),
    parameter: 'ipsecProposals.esp.encryption',
  },
  {
    what: 'no hash of that name in any proposal',
    a: offering({ esp: { encryption: [{ name: 'ENCR_AES_CBC', keyLength: 256 }], integrity: SHA1 } }),
    b: offering(
      { esp: { encryption: [{ name: 'ENCR_3DES' }], integrity: SHA256 } },
      { esp: { encryption: [{ name: 'ENCR_AES_CBC', keyLength: 256 }], integrity: SHA256 } },
    ),
    parameter: 'ipsecProposals.esp.integrity',
  },
];

describe.each(['ikev1', 'ikev2'] as const)('%s', (version) => {
  const tried = ({ a, b, ...others }: LabOptions): ReturnType<typeof labOf> => {
    const lab = labOf({ ...others, a: { ...a, version }, b: { ...b, version } });
    lab.until(20_000);
    return lab;
  };

  test.each(ROWS)('$what', ({ a, b, parameter }) => {
    const lab = tried({ a, b });
    expect(ENDS.map((end) => lab.children(end).length)).toEqual([0, 0]);
    expect(lab.failures('b')[0]).toMatchObject({
      cause: 'child-proposal-mismatch',
      parameter,
    });
  });

  test('AH beside ESP', () => {
    const lab = tried({
      a: offering({ ah: { integrity: SHA256 } }),
      b: offering({ ...(ESP && { esp: ESP }) }),
    });
    expect([lab.children('a').length, lab.failures('b')[0]?.cause]).toEqual([0, 'child-proposal-mismatch']);
  });

  test('transport against tunnel: the child SA does not come up', () => {
    const lab = tried({ a: { ipsecProposal: { encapsulation: 'transport' } } });
    expect(lab.children('a')).toEqual([]);
    expect(lab.failures('b')[0]?.parameter).toMatch(
      /^(?:ipsecProposals\.encapsulation|policies\.selectors)$/,
    );
  });
});

test('AH does not pass a NAT device: an IKEv1 end that starts does not ask for it (RFC 3948)', () => {
  const ah = offering({ ah: { integrity: SHA256 } });
  const lab = labOf({
    a: { ...ah, version: 'ikev1', peer: { remoteIds: [] } },
    b: { ...ah, version: 'ikev1', peer: { remote: [], remoteIds: [] } },
    network: { nats: [{ name: 'nat', outside: '192.0.2.9', inside: ['a'], mappingTimeoutSeconds: 60 }] },
  });
  lab.until(20_000);
  expect([lab.children('a'), lab.failures('a')[0]?.cause]).toEqual([[], 'nat-not-supported']);
});
