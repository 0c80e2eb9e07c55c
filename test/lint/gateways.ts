import { dialectNamed } from '../../src/dialects/registry.ts';
import { check, type Checked } from '../../src/lint/check.ts';
import { LineIndex } from '../../src/text/lines.ts';

/** A VRP gateway without anything to find, line by line; a row of a test replaces or adds lines. */
const VRP = `ipsec sha2 compatible enable
acl number 3000
 rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255
ipsec proposal p1
 esp authentication-algorithm sha2-256
 esp encryption-algorithm aes-256
ike proposal 1
 encryption-algorithm aes-256
 dh group14
 authentication-algorithm sha2-256
 authentication-method pre-share
 integrity-algorithm hmac-sha2-256
 prf hmac-sha2-256
ike peer a
 undo version 1
 pre-shared-key Tg-Demo-2026-long-enough
 ike-proposal 1
 remote-address 203.0.113.2
ipsec policy m 1 isakmp
 security acl 3000
 pfs dh-group14
 ike-peer a
 proposal p1
 tunnel local 198.51.100.1
interface GigabitEthernet1/0/0
 ip address 198.51.100.1 255.255.255.0
 ipsec policy m
`;

const TMSH = `net ipsec ike-peer /Common/a {
    lifetime 480
    my-id-type address
    my-id-value 198.51.100.1
    peers-id-type address
    peers-id-value 203.0.113.2
    phase1-auth-method pre-shared-key
    phase1-encrypt-algorithm aes256
    phase1-hash-algorithm sha256
    phase1-perfect-forward-secrecy modp2048
    preshared-key Tg-Demo-2026-long-enough
    prf sha256
    remote-address 203.0.113.2
    traffic-selector {
        /Common/s
    }
    version { v2 }
}
net ipsec ipsec-policy /Common/p {
    ike-phase2-auth-algorithm sha256
    ike-phase2-encrypt-algorithm aes256
    ike-phase2-lifetime 60
    ike-phase2-perfect-forward-secrecy modp2048
    mode tunnel
    tunnel-local-address 198.51.100.1
    tunnel-remote-address 203.0.113.2
}
net ipsec traffic-selector /Common/s {
    destination-address 10.2.0.0/16
    ipsec-policy /Common/p
    source-address 10.1.0.0/16
}
`;

/** `'line': 'other'` replaces a line (several, with line breaks; none where it is empty). */
export type Edits = Readonly<Record<string, string>>;

export function vrpWith(edits: Edits = {}): string {
  return edit(VRP, edits);
}
export function tmshWith(edits: Edits = {}): string {
  return edit(TMSH, edits);
}

function edit(text: string, edits: Edits): string {
  return Object.entries(edits).reduce((edited, [line, other]) => {
    if (!edited.includes(`\n${line}\n`)) throw new Error(`no such line: ${line}`);
    return edited.replace(`\n${line}\n`, other === '' ? '\n' : `\n${other}\n`);
  }, text);
}

export function checkText(name: string, text: string): Checked {
  const [dialectName = '', profile = ''] = name.split('@');
  const dialect = dialectNamed(dialectName);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return check([{ name: 'input', text }], dialect, profile);
}

/** Each finding with its code, severity and line: "TG400 warning 15". */
export function findings(name: string, text: string): readonly string[] {
  const index = new LineIndex(text);
  return checkText(name, text).diagnostics.map(
    ({ code, severity, span }) => `${code} ${severity} ${span === undefined ? '-' : index.line(span.start)}`,
  );
}
