import { type ConfigurationObject, emptyObject } from '../../grammars/objects/object.ts';
import type { Read } from '../dialects/dialect.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import { makeLegal } from '../translate/make-legal.ts';

/** What a device runs, in the words of another dialect: as far as that can say it. It is to be read, never changed. */
export function configurationIn(to: DialectProfile, from: DialectProfile, read: Read): ConfigurationObject {
  const { target } = to.dialect;
  if (target === undefined) return emptyObject('', '');
  const lowered = from.dialect.lower(read, from.profile);
  const { gateway } = makeLegal(read, lowered, target, { to, placeholders: {} }, new Set());
  const style = {
    layout: target.layouts?.[0] ?? 'blocks',
    compact: true,
    placeholders: {},
    origins: false,
  } as const;
  return target.raise(gateway, lowered.origins, to.profile, style).objects;
}
