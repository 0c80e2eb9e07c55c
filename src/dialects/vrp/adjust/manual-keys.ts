import type { Gateway } from '../../../ir/gateway.ts';
import type { IpsecProposal, ManualSa, Policy } from '../../../ir/ipsec.ts';
import { sameJson } from '../../../ir/json.ts';
import type { Secret } from '../../../ir/scalars.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { isCipherText } from '../lower/pre-shared-key.ts';
import { isManual } from './policies.ts';

/** The SAs of manual policies, with the algorithms of their proposals; what VRP cannot hold is refused (`translation.md` 5.11). */
export const keepManualKeys: Rule = (gateway, adjustment) => {
  const policies = new Map(gateway.policies.filter(isManual).map((policy) => [keyOf(policy), policy]));
  const proposals = new Map(gateway.ipsecProposals.map((proposal) => [proposal.name, proposal]));
  const manualSas = gateway.manualSas.flatMap((sa): readonly ManualSa[] => {
    const policy = sa.policy === undefined ? undefined : policies.get(keyOf(sa.policy));
    const proposal = proposals.get(policy?.proposals[0] ?? '');
    if (policy !== undefined) {
      const own = inDigits(sa, adjustment);
      return [proposal === undefined ? own : withSuite(own, proposal, adjustment)];
    }
    adjustment.note({
      code: 'TG223',
      kind: 'error',
      object: { kind: 'manual-sa', name: sa.name },
      path: 'manualSas',
      from: sa.name,
      origins: [...allOrigins(adjustment.origins, sa)],
      note: 'VRP cannot hold this manual key: no policy is written that uses it',
    });
    return [];
  });
  const kept = withMembers(adjustment.origins, gateway, { manualSas });
  for (const policy of policies.values()) {
    checkPolicy(policy, kept, proposals.get(policy.proposals[0] ?? ''), adjustment);
  }
  return kept;
};

/** Keys that are not derived are hexadecimal digits. */
function inDigits(sa: ManualSa, adjustment: Adjustment): ManualSa {
  const digits = (member: 'integrityKey' | 'encryptionKey'): Secret | undefined => {
    const key = sa[member];
    if (key === undefined || 'unreadable' in key || key.encoding === 'hex') return key;
    adjustment.note({
      code: 'TG123',
      kind: 'adapted',
      object: { kind: 'manual-sa', name: sa.name },
      path: `manualSas.${member}`,
      from: 'text',
      to: 'hexadecimal digits',
      origins: writersOf(adjustment, sa, member),
      note: 'key re-spelled as hexadecimal digits',
    });
    return { psk: Buffer.from(key.psk, 'utf8').toString('hex'), encoding: 'hex' };
  };
  return withMembers(adjustment.origins, sa, {
    integrityKey: digits('integrityKey'),
    encryptionKey: digits('encryptionKey'),
  });
}

/** Tags of SHA-2 as the proposal has them now. */
function withSuite(sa: ManualSa, proposal: IpsecProposal, adjustment: Adjustment): ManualSa {
  const [integrity] = proposal[sa.protocol]?.integrity ?? [];
  const isCut =
    sa.integrity?.name === 'AUTH_HMAC_SHA2_256_96' && integrity?.name === 'AUTH_HMAC_SHA2_256_128';
  return isCut ? withMembers(adjustment.origins, sa, { integrity: { ...integrity } }) : sa;
}

function keyOf({ name, sequence }: { readonly name: string; readonly sequence: number }): string {
  return `${name} ${sequence}`;
}

function checkPolicy(
  policy: Policy,
  { manualSas }: Gateway,
  proposal: IpsecProposal | undefined,
  adjustment: Adjustment,
): void {
  const own = manualSas.filter(({ policy: of }) => of !== undefined && keyOf(of) === keyOf(policy));
  const why = faultOf(policy, own, proposal);
  if (why === undefined) return;
  const place = { object: policyReference(policy), path: 'manualSas', from: policy.name };
  const origins = [...allOrigins(adjustment.origins, [policy, own])];
  adjustment.refuse('TG223', place, origins, `VRP cannot hold this manual key: ${why}`);
}

function faultOf(
  { tunnel, proposals, selectors }: Policy,
  own: readonly ManualSa[],
  proposal: IpsecProposal | undefined,
): string | undefined {
  if (tunnel.local === undefined || tunnel.remote === undefined)
    return 'both ends of the tunnel must be known';
  if (proposals.length !== 1 || proposal === undefined) return 'a manual policy has one proposal';
  if (selectors.length === 0) return 'a manual policy needs an access list';
  for (const direction of ['in', 'out'] as const) {
    if (!own.some((sa) => sa.direction === direction)) return `the SA of direction "${direction}" is missing`;
  }
  if (!own.every((sa) => hasSuite(sa, proposal))) return 'its algorithms are not those of the proposal';
  const digits = own.flatMap((sa) => [sa.encryptionKey, sa.integrityKey]);
  if (!digits.every(isHexadecimal)) return 'its octets are written as hexadecimal digits';
  const keys = [...digits, ...own.map((sa) => sa.keyString)];
  return keys.every(isWritable) ? undefined : 'it is no printable text, or looks like cipher text';
}

function hasSuite({ protocol, encryption, integrity }: ManualSa, { esp, ah }: IpsecProposal): boolean {
  const cipher = protocol === 'esp' ? esp?.encryption[0] : undefined;
  const suite = protocol === 'esp' ? esp : ah;
  return suite !== undefined && sameJson(cipher, encryption) && sameJson(suite.integrity[0], integrity);
}

/** A text is no key of digits. */
function isHexadecimal(secret: Secret | undefined): boolean {
  return secret === undefined || 'unreadable' in secret || secret.encoding === 'hex';
}

function isWritable(secret: Secret | undefined): boolean {
  if (secret === undefined || 'unreadable' in secret) return true;
  return /^[!#-~]{1,255}$/.test(secret.psk) && !isCipherText(secret.psk) && !secret.psk.startsWith('{{');
}
