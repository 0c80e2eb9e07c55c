import { manualSecurityAssociation } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { ManualSa } from '../../../ir/ipsec.ts';
import type { Secret } from '../../../ir/scalars.ts';
import type { Said } from '../../dialect.ts';
import { MANUAL_ENCRYPTION, MANUAL_INTEGRITY, wordFor } from '../words.ts';
import { addressText } from './address-text.ts';
import type { RaisingContext } from './context.ts';
import { type Names, shortName } from './names.ts';

/** `net ipsec manual-security-association`: one for each direction. */
export function raiseManualSas(context: RaisingContext, gateway: Gateway, names: Names): void {
  const { manualSas, policies } = gateway;
  noteNone(context, gateway);
  const byKey = new Map(policies.map((policy) => [`${policy.name} ${policy.sequence}`, policy]));
  for (const sa of manualSas) {
    const policy = byKey.get(sa.policy === undefined ? '' : `${sa.policy.name} ${sa.policy.sequence}`);
    const reference = policy === undefined ? undefined : names.policies.get(policy);
    if (reference === undefined) throw new Error(`${sa.name} has no policy`);
    raiseManualSa(context, sa, names.manualSas.get(sa) ?? '', reference);
  }
}

function raiseManualSa(context: RaisingContext, sa: ManualSa, name: string, policy: string): void {
  const opened: Said = [
    [sa, 'spi'],
    [sa, 'name'],
  ];
  const object = context.open(manualSecurityAssociation, name, opened);
  const { integrity, integrityKey, encryption, encryptionKey, protocol, spi } = sa;
  context.line(object, 'auth-algorithm', wordFor(MANUAL_INTEGRITY, integrity), [
    ...opened,
    [sa, 'integrity'],
  ]);
  if (integrityKey !== undefined) {
    context.line(object, 'auth-key', keyText(integrityKey), [[sa, 'integrityKey']]);
  }
  context.line(object, 'destination-address', addressText(sa.destination), [
    ...opened,
    [sa, 'destination'],
    [sa, 'direction'],
  ]);
  if (encryption !== undefined) {
    const word = wordFor(MANUAL_ENCRYPTION, encryption);
    context.line(object, 'encrypt-algorithm', word, [...opened, [sa, 'encryption']]);
  }
  if (encryptionKey !== undefined) {
    context.line(object, 'encrypt-key', keyText(encryptionKey), [[sa, 'encryptionKey']]);
  }
  context.line(object, 'ipsec-policy', policy, [...opened, [sa, 'policy'], [sa, 'mode']]);
  context.line(object, 'protocol', protocol, [...opened, [sa, 'protocol']]);
  context.line(object, 'source-address', addressText(sa.source), [...opened, [sa, 'source']]);
  context.line(object, 'spi', String(spi), opened);
  noteName(context, sa, shortName(name));
}

function keyText(key: Secret): string {
  return 'psk' in key ? key.psk : `{{${key.unreadable}}}`;
}

/** A name of its own that fits is kept; a source without names gives none. */
function noteName(context: RaisingContext, sa: ManualSa, name: string): void {
  if (name === sa.name) return;
  const note = describe('TG201', { old: sa.name, new: name });
  const place = { object: { kind: 'manual-sa' as const, name: sa.name }, path: 'manualSas.name' };
  context.adapt(
    { code: 'TG201', ...place, from: sa.name, to: name, note },
    context.writersOf([[sa, 'name']]),
  );
}

/** An IR document says that there are none. */
function noteNone(context: RaisingContext, gateway: Gateway): void {
  if (gateway.manualSas.length > 0) return;
  const note = describe('TG100', { what: '"manualSas"', where: context.target, value: 'none' });
  const place = { object: { kind: 'ike-settings' as const }, path: 'manualSas', from: [] };
  context.adapt({ code: 'TG100', ...place, note }, context.writersOf([[gateway, 'manualSas']]));
}
