import { keyBits, keyMismatch } from '../../../../grammars/racoon/setkey/keys.ts';
import type { ManualSa } from '../../../ir/ipsec.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import type { Secret } from '../../../ir/scalars.ts';
import { type Adjustment, type Rule } from '../../dialect-adjustment.ts';
import { MANUAL_CIPHERS, MANUAL_INTEGRITY, wordFor } from '../words.ts';

/** Keys that setkey can add (`translation.md` 5.11); digits without a mark are hexadecimal. */
export const keepManualKeys: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    manualSas: gateway.manualSas.map((sa) => keepOne(sa, adjustment)),
  });

function keepOne(given: ManualSa, adjustment: Adjustment): ManualSa {
  const sa = withFullTags(given, adjustment);
  const why = faultOf(sa);
  if (why !== undefined) {
    const object =
      sa.policy === undefined
        ? { kind: 'manual-sa' as const, name: sa.name }
        : { kind: 'policy' as const, ...sa.policy };
    const place = { object, path: 'manualSas', from: sa.name };
    const note = `setkey cannot hold this manual key: ${why}`;
    adjustment.refuse('TG223', place, [...allOrigins(adjustment.origins, sa)], note);
    return sa;
  }
  return withMembers(adjustment.origins, sa, {
    encryptionKey: marked(sa.encryptionKey),
    integrityKey: marked(sa.integrityKey),
  });
}

/** TG217 is said of the proposal. */
function withFullTags(sa: ManualSa, adjustment: Adjustment): ManualSa {
  if (sa.integrity?.name !== 'AUTH_HMAC_SHA2_256_96') return sa;
  return withMembers(adjustment.origins, sa, { integrity: { name: 'AUTH_HMAC_SHA2_256_128' } });
}

function marked(secret: Secret | undefined): Secret | undefined {
  if (secret === undefined || !('psk' in secret) || secret.encoding === 'hex') return secret;
  const digits = /^(?:0x)?((?:[0-9a-fA-F]{2}){8,})$/.exec(secret.psk)?.[1];
  return digits === undefined ? secret : { psk: digits.toLowerCase(), encoding: 'hex' };
}

function faultOf({
  keyString,
  encryption,
  integrity,
  encryptionKey,
  integrityKey,
}: ManualSa): string | undefined {
  if (keyString !== undefined) return 'how the device derives keys from a pass phrase is not known';
  if (encryption !== undefined && !Object.values(MANUAL_CIPHERS).includes(encryption.name)) {
    return `there is no word for ${encryption.name}`;
  }
  if (integrity !== undefined && !Object.values(MANUAL_INTEGRITY).includes(integrity.name)) {
    return `there is no word for ${integrity.name}`;
  }
  if (encryption !== undefined && encryption.name !== 'ENCR_NULL' && encryptionKey === undefined) {
    return `${encryption.name} has no key`;
  }
  if (integrity !== undefined && integrityKey === undefined) return `${integrity.name} has no key`;
  const keys = [encryptionKey, integrityKey].flatMap((secret) =>
    secret !== undefined && 'psk' in secret ? secret : [],
  );
  if (keys.some(({ psk, encoding }) => encoding !== 'hex' && /["\r\n]/.test(psk))) {
    return 'it has a quotation mark or a line break';
  }
  const cipher = encryption === undefined ? undefined : wordFor(MANUAL_CIPHERS, encryption.name);
  const authenticator = integrity === undefined ? undefined : wordFor(MANUAL_INTEGRITY, integrity.name);
  return (
    lengthFault('-E', cipher, encryptionKey, encryption?.keyLength) ??
    lengthFault('-A', authenticator, integrityKey)
  );
}

/** setkey wants keys of the length that the algorithm has. */
function lengthFault(
  option: '-E' | '-A',
  algorithm: string | undefined,
  key: Secret | undefined,
  wanted?: number,
): string | undefined {
  if (algorithm === undefined || key === undefined || !('psk' in key)) return undefined;
  const own = marked(key) ?? key;
  const text = 'encoding' in own && own.encoding === 'hex' ? `0x${own.psk}` : `"${key.psk}"`;
  const isWrong = wanted !== undefined && keyBits(text) !== wanted;
  return isWrong || keyMismatch(option, [algorithm, text]) !== undefined
    ? `its length is not that of ${algorithm}`
    : undefined;
}
