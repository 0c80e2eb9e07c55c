import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';

/** What stands behind the name of the device in the prompt of a view (`reference/vrp.md` 1.1); `-` stands for the key's blanks. */
const PROMPTS: Readonly<Record<string, string>> = {
  'acl-advanced': 'acl-adv-',
  'acl-basic': 'acl-basic-',
  'acl6-advanced': 'acl6-adv-',
  'ipsec-proposal': 'ipsec-proposal-',
  'ike-proposal': 'ike-proposal-',
  'ike-identity': 'ike-identity-',
  'ike-dpd': 'ike-dpd-',
  'ike-user-table': 'ike-user-table-',
  'ike-user': '',
  'ike-peer': 'ike-peer-',
  'ipsec-sa': 'ipsec-sa-',
  'efficient-vpn': 'ipsec-efficient-vpn-',
  'ipsec-profile': 'ipsec-profile-',
  'ipsec-policy-template': 'ipsec-policy-templet-',
  'ipsec-policy-isakmp': 'ipsec-policy-isakmp-',
  'ipsec-policy-manual': 'ipsec-policy-manual-',
  interface: '',
};

/** `ike-peer-rut1`; empty in system view. */
export function viewSuffix(cursor: ConfigurationObject): string {
  const part = PROMPTS[cursor.view];
  if (part === undefined || cursor.parent === undefined) return '';
  const above = viewSuffix(cursor.parent);
  return `${above === '' ? '' : `${above}-`}${part}${cursor.key.replaceAll(' ', '-')}`;
}

/** Whether a line that opens an object of a view goes into it: a policy from a template is one line, and has no view. */
export function hasView(view: string): boolean {
  return PROMPTS[view] !== undefined;
}
