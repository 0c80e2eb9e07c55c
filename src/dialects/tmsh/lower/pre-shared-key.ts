import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { PreSharedKey } from '../../../ir/ike.ts';
import { assemble, byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Secret } from '../../../ir/scalars.ts';
import { placeholderName } from './address.ts';
import { headerOrigin, type LoweringContext, originOf, type Value } from './context.ts';
import type { PeerFace } from './peer-face.ts';

/** `preshared-key`, or its encrypted form, which stands for a key that a person gives. */
export function lowerKey(
  context: LoweringContext,
  face: PeerFace,
  object: ConfigurationObject,
  name: string,
  method: string,
): Sourced<readonly PreSharedKey[]> {
  const [plain, encrypted] = [face.text('preshared-key'), face.text('preshared-key-encrypted')];
  const key = plain ?? encrypted;
  if (plain !== undefined && encrypted !== undefined) {
    context.report(
      diagnostic('TG119', { what: 'an ike-peer with "preshared-key"' }, originOf(encrypted.origins)),
    );
  }
  const placeholder = `psk:${name.replaceAll(/[{}]/g, '-')}`;
  if (key === undefined && method !== 'pre-shared-key') return byDefault([]);
  const secret = readKey(context, key, placeholder, name, object);
  const source = sourced(secret, key?.origins ?? []);
  return { ...source, value: [assemble<PreSharedKey>(context.origins, { secret: source })] };
}

function readKey(
  context: LoweringContext,
  key: Value | undefined,
  placeholder: string,
  peer: string,
  object: ConfigurationObject,
): Secret {
  if (key === undefined) {
    context.report(diagnostic('TG121', { peer, placeholder }, headerOrigin(object)));
    return { unreadable: placeholder };
  }
  const named = placeholderName(key.value);
  if (named !== undefined) return { unreadable: named };
  if (!key.value.startsWith('$M$')) return { psk: key.value };
  context.report(diagnostic('TG120', { peer, placeholder }, originOf(key.origins)));
  return { unreadable: placeholder };
}
