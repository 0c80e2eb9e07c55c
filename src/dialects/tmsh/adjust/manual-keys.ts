import { isPlaceholder } from '../../../../grammars/tmsh/names.ts';
import type { IpsecProposal, ManualSa, Policy } from '../../../ir/ipsec.ts';
import { sameJson } from '../../../ir/json.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import type { Secret } from '../../../ir/scalars.ts';
import { textOfKey } from '../key-text.ts';
import { MANUAL_ENCRYPTION, MANUAL_INTEGRITY } from '../words.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

/** SAs with keys of their own: SHA-1, a few ciphers, keys as text (`translation.md` 5.11). Any other is refused. */
export const keepManualKeys: Rule = (gateway, adjustment) => {
  const policies = new Map(gateway.policies.filter(isManual).map((policy) => [keyOf(policy), policy]));
  const proposals = new Map(gateway.ipsecProposals.map((proposal) => [proposal.name, proposal]));
  const manualSas = gateway.manualSas.flatMap((sa): readonly ManualSa[] => {
    const policy = sa.policy === undefined ? undefined : policies.get(keyOf(sa.policy));
    if (policy !== undefined) return [asText(sa, adjustment)];
    adjustment.note({
      code: 'TG223',
      kind: 'error',
      object: { kind: 'manual-sa', name: sa.name },
      path: 'manualSas',
      from: sa.name,
      origins: [...allOrigins(adjustment.origins, sa)],
      note: 'tmsh cannot hold this manual key: no policy that is written uses it',
    });
    return [];
  });
  const kept = withMembers(adjustment.origins, gateway, { manualSas });
  for (const policy of policies.values()) {
    const own = manualSas.filter((sa) => sa.policy !== undefined && keyOf(sa.policy) === keyOf(policy));
    const why = faultOf(policy, own, proposals.get(policy.proposals[0] ?? ''));
    if (why === undefined) continue;
    const place = { object: policyReference(policy), path: 'manualSas', from: policy.name };
    const keys = own.flatMap((sa) => writersOf(adjustment, sa, 'keyString', 'integrityKey', 'encryptionKey'));
    const origins = keys.length > 0 ? keys : writersOf(adjustment, policy, 'name');
    adjustment.refuse('TG223', place, origins, `tmsh cannot hold this manual key: ${why}`);
  }
  return kept;
};

/** A policy without a peer has keys of its own: nothing is negotiated. */
export function isManual({ peer, selectors, kind }: Policy): boolean {
  return (
    peer === undefined && kind === 'policy-based' && selectors.some(({ action }) => action === 'protect')
  );
}

function keyOf({ name, sequence }: { readonly name: string; readonly sequence: number }): string {
  return `${name} ${sequence}`;
}

/** Keys in hexadecimal digits that are text become it. */
function asText(sa: ManualSa, adjustment: Adjustment): ManualSa {
  const text = (member: 'integrityKey' | 'encryptionKey'): Secret | undefined => {
    const key = sa[member];
    const known = key === undefined ? undefined : textOfKey(key);
    if (key === undefined || known === undefined) return key;
    if (!('unreadable' in key) && key.encoding === 'hex') {
      adjustment.note({
        code: 'TG123',
        kind: 'adapted',
        object: { kind: 'manual-sa', name: sa.name },
        path: `manualSas.${member}`,
        from: 'hexadecimal digits',
        to: 'text',
        origins: writersOf(adjustment, sa, member),
        note: 'key re-spelled as text',
      });
    }
    return { psk: known };
  };
  return withMembers(adjustment.origins, sa, {
    integrityKey: text('integrityKey'),
    encryptionKey: text('encryptionKey'),
  });
}

function faultOf(
  { tunnel }: Policy,
  own: readonly ManualSa[],
  proposal: IpsecProposal | undefined,
): string | undefined {
  if (tunnel.local === undefined || tunnel.remote === undefined)
    return 'both ends of the tunnel must be known';
  for (const direction of ['in', 'out'] as const) {
    if (own.filter((sa) => sa.direction === direction).length !== 1) {
      return `there must be one SA of direction "${direction}"`;
    }
  }
  if (own.some((sa) => !isBetweenEnds(sa, tunnel))) return 'its SAs are not between the ends of the tunnel';
  if (own.some(({ keyString }) => keyString !== undefined)) {
    return 'how it is derived from a pass phrase is known to its vendor alone';
  }
  if (proposal === undefined || !own.every((sa) => hasSuite(sa, proposal))) {
    return 'its algorithms are not those of the proposal';
  }
  if (own.some((sa) => !hasWords(sa))) return 'SHA-1 with 3DES, AES-CBC or no cipher is all that it takes';
  const keys = own.flatMap((sa) => keysOf(sa));
  if (keys.includes(undefined)) return 'a key is missing';
  return keys.every((key) => key !== undefined && isWritable(key)) ? undefined : 'it is no printable text';
}

function isBetweenEnds(
  { direction, source, destination }: ManualSa,
  { local, remote }: Policy['tunnel'],
): boolean {
  return direction === 'in'
    ? source === remote && destination === local
    : source === local && destination === remote;
}

function hasSuite({ protocol, encryption, integrity }: ManualSa, { esp, ah }: IpsecProposal): boolean {
  const suite = protocol === 'esp' ? esp : ah;
  const cipher = protocol === 'esp' ? esp?.encryption[0] : undefined;
  return suite !== undefined && sameJson(cipher, encryption) && sameJson(suite.integrity[0], integrity);
}

function hasWords({ protocol, encryption, integrity }: ManualSa): boolean {
  const isOf = (words: object, value: unknown): boolean =>
    Object.values(words).some((word: unknown) => JSON.stringify(word) === JSON.stringify(value));
  const isCipher = protocol === 'ah' || isOf(MANUAL_ENCRYPTION, encryption);
  return isCipher && isOf(MANUAL_INTEGRITY, integrity);
}

/** Nothing is encrypted with no cipher, so it has no key. */
function keysOf({
  protocol,
  encryption,
  encryptionKey,
  integrityKey,
}: ManualSa): readonly (Secret | undefined)[] {
  const isEncrypted = protocol === 'esp' && encryption?.name !== 'ENCR_NULL';
  return [integrityKey, ...(isEncrypted ? [encryptionKey] : [])];
}

function isWritable(key: Secret): boolean {
  if ('unreadable' in key) return true;
  return (
    key.encoding !== 'hex' &&
    /^[ -~]+$/.test(key.psk) &&
    !isPlaceholder(key.psk) &&
    !key.psk.startsWith('$M$')
  );
}
