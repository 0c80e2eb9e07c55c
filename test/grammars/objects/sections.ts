import { list } from '../../../grammars/objects/list.ts';
import { type ConfigurationObject, emptyObject } from '../../../grammars/objects/object.ts';
import { readDocument } from '../../../grammars/vrp/document.ts';
import { applyStatement } from '../../../grammars/vrp/objects.ts';
import { table } from '../../../grammars/vrp/table.ts';

/** Sections that refer to each other: objects come, go, and change. */
export const SECTIONS: readonly string[] = [
  'ike proposal 1\n encryption-algorithm aes-256\n dh group14\n',
  'ike proposal 1\n encryption-algorithm aes-128\n',
  'ike proposal 2\n dh group5\n',
  'ike peer a\n ike-proposal 1\n remote-address 203.0.113.1\n',
  'ike peer a\n ike-proposal 2\n dpd type periodic\n',
  'ike peer b\n remote-address 203.0.113.2\n',
  'ipsec proposal p\n esp encryption-algorithm aes-256\n',
  'ipsec policy m 1 isakmp\n ike-peer a\n proposal p\n security acl 3000\n',
  'ipsec policy m 2 isakmp\n ike-peer b\n pfs dh-group14\n',
  'acl number 3000\n rule 5 permit ip source 10.1.0.0 0.0.255.255\n rule 10 deny ip\n',
  'acl number 3000\n rule 5 permit ip source 10.2.0.0 0.0.255.255\n',
  'interface GigabitEthernet0/0/1\n ip address 198.51.100.1 255.255.255.0\n ipsec policy m\n',
  'undo ike peer a\n',
  'undo acl number 3000\n',
  'ike local-name x\n',
  'undo ike local-name\n',
];

export function treeOf(sections: readonly string[]): ConfigurationObject {
  const root = emptyObject('system', '');
  let cursor = root;
  for (const [origin, statement] of readDocument(sections.join('#\n'), 'ar', 'lenient').entries()) {
    cursor = applyStatement(cursor, statement, origin).cursor;
  }
  return root;
}

export function listing(root: ConfigurationObject): readonly string[] {
  return list(table.model, root, 'ar').map(
    ({ view, slot, entry, operator, values }) =>
      `${view} ${slot} ${entry ?? ''} ${operator} ${JSON.stringify(values)}`,
  );
}
