/** Configurations that people try and that no dialect here reads: told apart, so that none is taken for another's. */
interface ForeignDialect {
  readonly name: string;
  /** Starts of lines that no known dialect has. */
  readonly lines: RegExp;
}

const FOREIGN: readonly ForeignDialect[] = [
  {
    name: 'Cisco IOS or ASA',
    lines:
      /^(?:crypto (?:isakmp|ikev[12]|ipsec|map|keyring|pki|dynamic-map|gdoi) |tunnel-group \S|access-list \S+ extended |ip access-list (?:extended|standard) |service timestamps |line vty |router (?:bgp|ospf|eigrp) |ASA Version |: Saved| nameif | ?tunnel protection ipsec )/gm,
  },
  {
    name: 'output of a Cisco device',
    lines: /^ *(?:Crypto map tag: |current_peer|#pkts encaps: |Crypto session |IPSEC FLOW: )/gm,
  },
  {
    name: 'Junos',
    lines:
      /^(?:(?:set|delete|deactivate) (?:security|system|interfaces|routing-options|policy-options|firewall|protocols|groups) |(?:security|system|interfaces|routing-options) \{)/gm,
  },
  {
    name: 'swanctl.conf of strongSwan',
    lines: /^(?:connections|secrets|pools|authorities)\s*\{|^\s+(?:local|remote)_(?:addrs|ts)\s*=/gm,
  },
  { name: 'ipsec.conf of strongSwan', lines: /^(?:conn \S|config setup|ca \S)|^\s+(?:left|right)\w*\s*=/gm },
  { name: 'FortiOS', lines: /^(?:config (?:vpn|system|firewall|router)\b| {4}edit "?\S)/gm },
  { name: 'VyOS', lines: /^(?:set vpn (?:ipsec|l2tp) |vpn \{)/gm },
  { name: 'RouterOS', lines: /^\/ip (?:ipsec|firewall|address)\b/gm },
  { name: 'PAN-OS', lines: /^set (?:network (?:ike|tunnel|interface)|deviceconfig|vsys) /gm },
];

/** One line may stand in a text of another dialect, as a quotation. */
const LEAST_LINES = 2;

/** The foreign dialect that a text is written in, and how many lines say so; absent where none does. */
export function foreignDialectOf(
  text: string,
): { readonly name: string; readonly lines: number } | undefined {
  const [best] = FOREIGN.map(({ name, lines }) => ({ name, lines: text.match(lines)?.length ?? 0 })).toSorted(
    (left, right) => right.lines - left.lines,
  );
  return best !== undefined && best.lines >= LEAST_LINES ? best : undefined;
}
