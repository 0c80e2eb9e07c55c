import { canonicalAddress, hiddenText } from '../ir/address.ts';
import type { Diagnostic } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { PreSharedKey } from '../ir/ike.ts';
import type { Policy } from '../ir/ipsec.ts';
import { type Origins, withMembers, withValues } from '../ir/origins.ts';

/** What `--secrets` and `--map` say, by the name of a placeholder without its braces. */
export type Placeholders = Readonly<Record<string, string>>;

/** The gateway with every value filled in that a person has given. */
export function fillPlaceholders(gateway: Gateway, origins: Origins, given: Placeholders): Gateway {
  if (Object.keys(given).length === 0) return gateway;
  const known = fillAddresses(gateway, origins, given);
  return withMembers(origins, known, {
    peers: known.peers.map((peer) =>
      withMembers(origins, peer, {
        preSharedKeys: peer.preSharedKeys.map((key) => fillKey(key, origins, given)),
      }),
    ),
    policies: known.policies.map((policy) => fillLocalAddress(policy, origins, given)),
  });
}

function fillKey(key: PreSharedKey, origins: Origins, given: Placeholders): PreSharedKey {
  if (!('unreadable' in key.secret)) return key;
  const psk = given[key.secret.unreadable];
  return psk === undefined ? key : withMembers(origins, key, { secret: { psk } });
}

function fillLocalAddress(policy: Policy, origins: Origins, given: Placeholders): Policy {
  const text = given[`local-address:${policy.name}-${policy.sequence}`];
  const local = text === undefined ? undefined : canonicalAddress(text);
  if (policy.tunnel.local !== undefined || local === undefined) return policy;
  return withMembers(origins, policy, { tunnel: withMembers(origins, policy.tunnel, { local }) });
}

/** Hidden addresses may stand in any member: as they are, or as the address of a prefix. */
function fillAddresses<T extends object>(value: T, origins: Origins, given: Placeholders): T {
  const changed: Record<string, unknown> = {};
  for (const [name, member] of Object.entries({ ...value })) {
    const filled = fillMember(member, origins, given);
    if (filled !== member) changed[name] = filled;
  }
  return Object.keys(changed).length === 0 ? value : withValues(origins, value, changed);
}

function fillMember(member: unknown, origins: Origins, given: Placeholders): unknown {
  if (typeof member === 'string') return fillText(member, given);
  if (Array.isArray(member)) {
    const list: readonly unknown[] = member;
    const filled = list.map((element) => fillMember(element, origins, given));
    return filled.every((element, index) => element === list[index]) ? list : filled;
  }
  return typeof member === 'object' && member !== null ? fillAddresses(member, origins, given) : member;
}

function fillText(text: string, given: Placeholders): string {
  const slash = text.lastIndexOf('/');
  const [address, length] = slash === -1 ? [text, ''] : [text.slice(0, slash), text.slice(slash)];
  const hidden = hiddenText(address);
  const known = hidden === undefined ? undefined : canonicalAddress(given[`address:${hidden}`] ?? '');
  return known === undefined ? text : `${known}${length}`;
}

/**
 * A finding about a value that a person has given: the statement is adapted, and nothing is left to do. A `value:` cannot
 * be given: it is needed where the text is read.
 */
export function settleDiagnostic(found: Diagnostic, given: Placeholders): Diagnostic {
  const { placeholder } = found;
  const isFilled = placeholder !== undefined && !placeholder.startsWith('value:');
  if (!isFilled || given[placeholder] === undefined) return found;
  const message = found.message.replace(/: \{\{.*$/, ': it is given');
  return { ...found, severity: 'note', status: 'adapted', message };
}
