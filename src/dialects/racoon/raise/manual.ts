import type { Gateway } from '../../../ir/gateway.ts';
import type { ManualSa } from '../../../ir/ipsec.ts';
import type { Said } from '../../dialect.ts';
import { MANUAL_CIPHERS, MANUAL_INTEGRITY, wordFor } from '../words.ts';
import type { RaisingContext } from './context.ts';
import { addressText, manualKeyText } from './text.ts';

/** `add`: one direction of a manually keyed SA. */
export function raiseManualSas(context: RaisingContext, { manualSas }: Gateway): void {
  for (const sa of manualSas) raiseOne(context, sa);
}

function raiseOne(context: RaisingContext, sa: ManualSa): void {
  const members: readonly (keyof ManualSa)[] = [
    'name',
    'policy',
    'direction',
    'protocol',
    'mode',
    'spi',
    'source',
    'destination',
    'encryption',
    'encryptionKey',
    'integrity',
    'integrityKey',
  ];
  const said: Said = members.map((member): Said[number] => [sa, member]);
  const { encryption, integrity } = sa;
  context.command(
    {
      verb: 'add',
      source: addressText(sa.source),
      destination: addressText(sa.destination),
      protocol: sa.protocol,
      spi: `0x${sa.spi.toString(16)}`,
      mode: sa.mode,
      ...(encryption === undefined ? {} : { encryption: wordFor(MANUAL_CIPHERS, encryption.name) }),
      'encryption-key': manualKeyText(sa.encryptionKey),
      ...(integrity === undefined ? {} : { integrity: wordFor(MANUAL_INTEGRITY, integrity.name) }),
      'integrity-key': manualKeyText(sa.integrityKey),
    },
    said,
  );
}
