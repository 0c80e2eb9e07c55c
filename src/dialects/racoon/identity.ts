import type { ConfigurationObject, Values } from '../../../grammars/objects/object.ts';
import { canonicalAddress } from '../../ir/address.ts';

/** IKE's own port: `remote A [500]` is `remote A`. */
const IKE_PORT = '500';

/** What names a `remote`: its label in quotes, or its address with a port of its own. */
export function remoteName(values: Values): string {
  return nameWith(values, '') ?? '';
}
export function parentOf(values: Values): string | undefined {
  return nameWith(values, 'parent-');
}

function nameWith(values: Values, prefix: string): string | undefined {
  const label = values[`${prefix}label`];
  if (label !== undefined) return `"${String(label)}"`;
  const address = values[`${prefix}address`];
  if (address === undefined) return undefined;
  const port = values[`${prefix}port`] ?? IKE_PORT;
  const known = canonicalAddress(String(address)) ?? String(address);
  return port === IKE_PORT ? known : `${known}[${String(port)}]`;
}

/** Everything of the parent, proposals first: what the block says itself comes behind, or in its place. */
export function inheritFrom(object: ConfigurationObject, parent: ConfigurationObject): void {
  for (const [slot, assignments] of parent.slots) object.slots.set(slot, [...assignments]);
  for (const [key, child] of parent.children) object.children.set(key, child);
  object.unreadable.push(...parent.unreadable);
}

/** A `sainfo` in the daemon's own words: two with the same ones are refused. Absent: it is anonymous at both ends. */
export function sainfoKey({ headers, slots }: ConfigurationObject): string | undefined {
  const values = headers[0]?.values ?? {};
  if (values['local-kind'] === 'anonymous' && values['remote-kind'] === 'anonymous') return undefined;
  const id = slots.get('remoteid')?.at(-1)?.values['value'] ?? '0';
  const peer = values['from-value'] ?? values['group'] ?? 'ANY';
  const ends = (['local', 'remote'] as const).map((side) => describeSide(values, side));
  return `loc='${ends[0] ?? ''}', rmt='${ends[1] ?? ''}', peer='${String(peer)}', id=${String(id)}`;
}

export function describeSainfo(values: Values): string {
  return `${describeSide(values, 'local')} ${describeSide(values, 'remote')}`;
}

function describeSide(values: Values, side: 'local' | 'remote'): string {
  const of = (name: string): string => String(values[`${side}-${name}`] ?? '');
  if (of('kind') !== 'address') return of('kind') === 'text' ? of('text') : of('kind');
  const last = of('last') === '' ? '' : `-${of('last')}`;
  const length = of('length') === '' ? '' : `/${of('length')}`;
  const port = of('port') === 'any' ? '' : `[${of('port')}]`;
  return `${of('address')}${last}${length}${port} ${of('protocol')}`;
}
