import { describe, expect, it } from 'vitest';
import type { IpsecProposal } from '../../../src/ir/ipsec.ts';
import { type End, Lab, type LabOptions } from './lab.ts';

const INTEGRITY = [{ name: 'AUTH_HMAC_SHA2_256_128' }] as const;
function end(ipsec: Partial<IpsecProposal>): End {
  return { ipsec };
}
function causes(lab: Lab): readonly (string | undefined)[] {
  return lab.failures('right').map(({ cause }) => cause);
}

/** Quick mode negotiates AH, ESP or both (RFC 2409 section 5.5), and both ends hold what was agreed. */
describe('a child SA', () => {
  it.each<[name: string, ipsec: Partial<IpsecProposal>, protocols: readonly string[]]>([
    ['of AH beside ESP', { ah: { integrity: INTEGRITY } }, ['ah', 'esp']],
    ['of ESP in transport mode', { encapsulation: 'transport' }, ['esp']],
    [
      'of ESP with an AEAD cipher',
      { esp: { encryption: [{ name: 'ENCR_AES_GCM_16', keyLength: 128 }], integrity: [] } },
      ['esp'],
    ],
  ])('%s comes up, is replaced and goes', (_name, ipsec, protocols) => {
    const lab = new Lab({ left: end(ipsec), right: end(ipsec) });
    lab.run(1000);
    const [left, right] = [lab.childSas('left')[0], lab.childSas('right')[0]];
    expect(left?.inbound.map(({ protocol }) => protocol)).toEqual(protocols);
    expect(left?.inbound.map(({ spi }) => spi)).toEqual(right?.outbound.map(({ spi }) => spi));
    expect(left?.outbound.map(({ spi }) => spi)).toEqual(right?.inbound.map(({ spi }) => spi));
    lab.simulation.perform({ kind: 'expire', gateway: 'left', level: 'child', how: 'soft', select: {} });
    lab.run(60_000);
    expect([lab.childSas('left').length, lab.childSas('right').length]).toEqual([1, 1]);
    expect(lab.childSas('left')[0]?.id).not.toBe(left?.id);
    lab.execute('left', { kind: 'clear-child-sa', select: {}, then: 'never' });
    lab.run(70_000);
    expect(lab.childSas('right')).toEqual([]);
    expect(lab.reasons('right')).toContain('child peer-request');
  });

  // `auto` begins as tunnel and takes both (ir.md section 4)
  it.each<[left: IpsecProposal['encapsulation'], right: IpsecProposal['encapsulation'], agreed: string]>([
    ['tunnel', 'auto', 'tunnel'],
    ['transport', 'auto', 'transport'],
    ['auto', 'tunnel', 'tunnel'],
    ['auto', 'auto', 'tunnel'],
    ['auto', 'transport', 'encapsulation-mismatch'],
    ['tunnel', 'transport', 'encapsulation-mismatch'],
  ])('offered as %s to one who takes %s: %s', (left, right, agreed) => {
    const lab = new Lab({ left: end({ encapsulation: left }), right: end({ encapsulation: right }) });
    lab.run(1000);
    expect(lab.childSas('right')[0]?.mode ?? causes(lab)[0]).toBe(agreed);
  });

  // the soft one is its own where it is shorter than the hard one (3600 s), else 70 % (Huawei)
  it.each([
    [600, 600],
    [3600, 2520],
    [0, 2520],
  ])('with a soft lifetime of %i s is replaced after %i s', (softSeconds, replaced) => {
    const lifetime = { seconds: 3600, kilobytes: 0, softSeconds };
    const lab = new Lab({ left: { policy: { lifetime } }, right: {} });
    lab.run(1000);
    const installed = lab.childSas('left')[0]?.created ?? 0;
    lab.run(installed + 1000 * replaced - 1);
    expect(lab.childSas('left')).toHaveLength(1);
    lab.run(installed + 1000 * replaced + 5000);
    expect(lab.childSas('left')).toHaveLength(2); // the old one goes a little later
  });
});

const SIGNATURE = { proposals: [{ authenticationMethod: 'rsa-signature' }] } as const;
const NAME = { type: 'ID_DER_ASN1_DN' } as const;
/** Certificates are known by reference: what nobody can look into is unverifiable (ir.md section 7). */
describe('a signature with a certificate', () => {
  const own = (certificate: string): End => ({
    ...SIGNATURE,
    peer: { localId: NAME, remoteIds: [], certificates: { certificate, verify: true, authority: 'ca' } },
  });
  it.each<[name: string, left: End, right: End, options: LabOptions, outcome: string]>([
    ['of the authority that the other end trusts', own('left'), own('right'), {}, 'up'],
    [
      'of another authority',
      own('left'),
      {
        ...SIGNATURE,
        peer: { ...own('right').peer, certificates: { certificate: 'right', authority: 'z', verify: true } },
      },
      {},
      'unverifiable-secret',
    ],
    [
      'of another authority, taken for right',
      own('left'),
      {
        ...SIGNATURE,
        peer: { ...own('right').peer, certificates: { certificate: 'right', authority: 'z', verify: true } },
      },
      { unverifiable: 'accept' },
      'up',
    ],
    [
      'that is not shown',
      { ...SIGNATURE, peer: { localId: { type: 'ID_FQDN', value: 'left' }, remoteIds: [] } },
      own('right'),
      {},
      'authentication-failed',
    ],
    [
      'that is not configured at the other end',
      own('left'),
      { ...SIGNATURE, peer: { localId: { type: 'ID_FQDN', value: 'right' }, remoteIds: [] } },
      {},
      'authentication-failed',
    ],
  ])('%s: %s', (_name, left, right, options, outcome) => {
    const lab = new Lab({ left, right, ...options });
    lab.run(5000);
    const isUp = lab.childSas('right').length === 1;
    expect(isUp ? 'up' : causes(lab).at(-1)).toBe(outcome);
  });
});
