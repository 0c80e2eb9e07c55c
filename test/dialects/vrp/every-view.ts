import type { Profile } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';
import type { CommandRow } from '../../../grammars/notation/command-table.ts';

/** A section of a saved configuration: the view that its header opens, and its lines. */
export interface Section {
  readonly view: string;
  readonly lines: readonly string[];
}

/** A gateway that has something in every view: policies of each kind, each bound to an interface of its own. */
export function everyView(profile: Profile): readonly Section[] {
  const isNe = profile === 'ne';
  const ikeCipher = isNe ? 'aes-cbc 256' : profile === 'ar-v2r3' ? 'aes-cbc-256' : 'aes-256';
  return [
    { view: 'system', lines: ['sysname BASE', 'ike local-name base'] },
    {
      view: 'acl-advanced',
      lines: [
        'acl number 3000',
        ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255',
      ],
    },
    {
      view: 'acl-advanced',
      lines: [
        'acl number 3001',
        ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.3.0.0 0.0.255.255',
      ],
    },
    {
      view: 'acl6-advanced',
      lines: [
        'acl ipv6 number 3002',
        ' rule 5 permit ipv6 source 2001:db8:1::/48 destination 2001:db8:2::/48',
      ],
    },
    {
      view: 'ipsec-proposal',
      lines: [
        'ipsec proposal p1',
        ' esp authentication-algorithm sha2-256',
        ` esp encryption-algorithm ${isNe ? 'aes 256' : 'aes-256'}`,
      ],
    },
    {
      view: 'ike-proposal',
      lines: ['ike proposal 1', ` encryption-algorithm ${ikeCipher}`, ' dh group14'],
    },
    { view: 'ike-identity', lines: ['ike identity id1', ' fqdn branch.example.net'] },
    ...(profile === 'ar-v2r3' ? [{ view: 'ike-dpd', lines: ['ike dpd seldom'] }] : []),
    { view: 'ike-user-table', lines: ['ike user-table 10'] },
    { view: 'ike-user', lines: ['ike user-table 11', ' user branch'] },
    { view: 'ipsec-sa', lines: ['ipsec sa sa1', ' proposal p1'] },
    {
      view: 'ike-peer',
      lines: [
        `ike peer a${profile === 'ar-v2r3' ? ' v2' : ''}`,
        ' pre-shared-key cipher Tg-Demo-2026',
        ' ike-proposal 1',
        ' remote-address 203.0.113.2',
      ],
    },
    {
      view: 'ike-peer',
      lines: [
        `ike peer any${profile === 'ar-v2r3' ? ' v1' : ''}`,
        ...(profile === 'ar-v2r3' ? [] : [' version 1', ' undo version 2']),
        ' pre-shared-key cipher Tg-Demo-2026',
        ' ike-proposal 1',
      ],
    },
    {
      view: 'efficient-vpn',
      lines: ['ipsec efficient-vpn evpn mode client', ' remote-address 203.0.113.9 v1'],
    },
    { view: 'ipsec-profile', lines: ['ipsec profile prof1', ' ike-peer a', ' proposal p1'] },
    {
      view: 'ipsec-policy-template',
      lines: ['ipsec policy-template temp1 10', ' ike-peer any', ' proposal p1'],
    },
    {
      view: 'ipsec-policy-isakmp',
      lines: ['ipsec policy map1 1 isakmp', ' security acl 3000', ' ike-peer a', ' proposal p1'],
    },
    { view: 'system', lines: ['ipsec policy map1 100 isakmp template temp1'] },
    {
      view: 'ipsec-policy-manual',
      lines: [
        'ipsec policy man1 10 manual',
        ' security acl 3001',
        ' proposal p1',
        ' tunnel local 198.51.100.65',
        ' tunnel remote 203.0.113.3',
        ' sa spi inbound esp 54321',
        ' sa string-key inbound esp cipher Tg-In-2026',
        ' sa spi outbound esp 12345',
        ' sa string-key outbound esp cipher Tg-Out-2026',
      ],
    },
    {
      view: 'interface',
      lines: [
        'interface GigabitEthernet1/0/0',
        ' ip address 198.51.100.1 255.255.255.0',
        ' ipsec policy map1',
      ],
    },
    {
      view: 'interface',
      lines: [
        'interface GigabitEthernet1/0/1',
        ' ip address 198.51.100.65 255.255.255.192',
        ' ipsec policy man1',
      ],
    },
    {
      view: 'interface',
      lines: [
        'interface Tunnel0/0/1',
        ' ip address 192.0.2.1 255.255.255.252',
        ' tunnel-protocol ipsec',
        ' source GigabitEthernet1/0/0',
        ' destination 203.0.113.2',
        ' ipsec profile prof1',
      ],
    },
    { view: 'system', lines: ['ip route-static 10.2.0.0 255.255.0.0 198.51.100.254'] },
  ];
}

/** The text of sections, with `more` lines at the end of the first section of their view. */
export function textOf(sections: readonly Section[], more: ReadonlyMap<string, readonly string[]>): string {
  const left = new Map(more);
  const blocks = sections.map(({ view, lines }) => {
    const added = left.get(view) ?? [];
    left.delete(view);
    return [...lines, ...added.map((line) => (view === 'system' ? line : ` ${line}`)), '#'];
  });
  const [homeless] = left.keys();
  if (homeless !== undefined) throw new Error(`no section of view ${homeless}`);
  return `${blocks.flat().join('\n')}\nreturn\n`;
}

/** Whether the devices of a profile have a row: the line, and a line that leads to its view. */
export function isOf(profile: Profile, { options, view }: CommandRow): boolean {
  const isListed = options.profiles?.includes(profile) !== false;
  return isListed && (view === 'system' || isEntered(profile, view));
}

function isEntered(profile: Profile, view: string): boolean {
  return table.rows.some((row) => row.options.enters === view && isOf(profile, row));
}
