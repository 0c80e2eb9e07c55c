import { dialectNamed } from '../../src/dialects/registry.ts';
import { readAccepted } from '../../src/translate/acceptance.ts';
import type { GivenState } from '../../src/translate/operations/translate-operations.ts';
import { translate, type Translation } from '../../src/translate/translate.ts';

export interface TextOptions {
  readonly from?: string;
  readonly to?: string;
  readonly accept?: readonly string[];
  readonly placeholders?: Readonly<Record<string, string>>;
  readonly compact?: boolean;
  readonly state?: GivenState;
}

/** Translates one text; `vrp@usg` to `tmsh@16` where nothing else is asked for. */
export function translateText(text: string, options: TextOptions = {}): Translation {
  const named = (
    name: string,
  ): { dialect: NonNullable<ReturnType<typeof dialectNamed>>; profile: string } => {
    const [dialectName = '', profile = ''] = name.split('@');
    const dialect = dialectNamed(dialectName);
    if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
    return { dialect, profile };
  };
  return translate([{ name: 'input', text }], {
    from: named(options.from ?? 'vrp@usg'),
    to: named(options.to ?? 'tmsh@16'),
    because: 'the test says so',
    accepted: readAccepted(options.accept ?? []).accepted,
    placeholders: options.placeholders ?? {},
    compact: options.compact ?? false,
    ...(options.state === undefined ? {} : { state: options.state }),
  });
}

/** The lines of the report that hold a text: their status and codes. */
export function rowsWith({ report }: Translation, text: string): readonly string[] {
  return report.statements
    .filter((statement) => statement.text.includes(text))
    .map(({ status, notes }) => [status, ...notes.map(({ code }) => code)].join(' '));
}

/** Two tunnels that share an IPsec proposal; each part can be replaced. */
export function twoTunnels(changes: Readonly<Record<string, string>> = {}): string {
  const peer = (name: string, proposal: string, address: string): string =>
    `ike peer ${name}\n undo version 1\n pre-shared-key Tg-Demo-${name}\n ike-proposal ${proposal}\n remote-address ${address}\n#\n`;
  const proposal = (number: string): string =>
    `ike proposal ${number}\n encryption-algorithm aes-256\n dh group14\n authentication-algorithm sha2-256\n integrity-algorithm hmac-sha2-256\n prf hmac-sha2-256\n#\n`;
  const policy = (sequence: string, acl: string, name: string): string =>
    `ipsec policy map1 ${sequence} isakmp\n security acl ${acl}\n ike-peer ${name}\n proposal prop1\n tunnel local 198.51.100.1\n#\n`;
  const text = `#
ipsec sha2 compatible enable
#
acl number 3001
 rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.21.0.0 0.0.255.255
#
acl number 3002
 rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.22.0.0 0.0.255.255
#
ipsec proposal prop1
 esp authentication-algorithm sha2-256
 esp encryption-algorithm aes-256
#
${proposal('1')}${proposal('2')}${peer('east', '1', '203.0.113.1')}${peer('west', '2', '203.0.113.2')}${policy('10', '3001', 'east')}${policy('20', '3002', 'west')}ip route-static 10.21.0.0 255.255.0.0 198.51.100.254
ip route-static 10.22.0.0 255.255.0.0 198.51.100.254
#
return
`;
  return Object.entries(changes).reduce((changed, [from, to]) => changed.replace(from, to), text);
}
