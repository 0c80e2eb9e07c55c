import { table } from './table.ts';

/** Views in which every line is IPsec: one that cannot be read is an error wherever it stands. */
export const IPSEC_VIEWS: ReadonlySet<string> = new Set([
  'ike-proposal',
  'ike-peer',
  'ipsec-proposal',
  'ipsec-policy-isakmp',
  'ipsec-policy-template',
  'ipsec-policy-of-template',
  'ipsec-policy-manual',
  'ipsec-profile',
  'ipsec-sa',
  'ike-dpd',
  'ike-identity',
  'ike-user-table',
  'ike-user',
  'efficient-vpn',
]);
/** Views in which a line that cannot be read is an error where a policy names the list. */
export const ACL_VIEWS: ReadonlySet<string> = new Set(['acl-advanced', 'acl6-advanced']);
/** Those that open even below a line that no table knows: the title of a document is such a line. */
export const OPEN_BELOW: ReadonlySet<string> = new Set([
  'ike-proposal',
  'ike-peer',
  'ipsec-proposal',
  'ipsec-policy-isakmp',
  'ipsec-policy-template',
  'ipsec-policy-of-template',
  'ipsec-policy-manual',
]);
const IPSEC_WORD = /^(?:undo[ \t]+)?(?:ike|ipsec|ikev1|ikev2)(?:[ \t]|$)/i;
/** Whether a line's first words say that it is IPsec. */
export function isIpsecLine(text: string): boolean {
  return IPSEC_WORD.test(text);
}

const OPENING_WORDS: ReadonlySet<string> = new Set(
  table.lines.flatMap(({ row, firstWord }) =>
    row.view === 'system' && row.options.enters !== undefined ? [firstWord] : [],
  ),
);
/** Whether a line that begins so may have been to open a view: what follows it is no part of the view before. */
export function mayOpenView(word: string): boolean {
  const typed = word.toLowerCase();
  return [...OPENING_WORDS].some((opening) => opening.startsWith(typed));
}
