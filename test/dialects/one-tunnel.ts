import { expect } from 'vitest';
import type { Gateway } from '../../src/ir/gateway.ts';
import type { Translation } from '../../src/translate/translate.ts';
import { rowsWith, translateText } from '../translate/translate-text.ts';

export const IR = 'ir@1';
/** A peer that speaks IKEv2 alone (usg), or IKEv1 alone (ar). */
export const V2 = { 'ike peer far\n': 'ike peer far\n undo version 1\n' };
export const V1 = { 'ike peer far\n': 'ike peer far\n version 1\n' };

export function translateVrp(
  changes: Readonly<Record<string, string>>,
  from = 'vrp@usg',
  to = 'tmsh@16',
): Translation {
  return translateText(vrpTunnel(changes), { from, to });
}
/** What was written; there is never a bug. */
export function textOf({ written, bugs }: Translation): string {
  expect(bugs).toEqual([]);
  return written.map(({ text }) => text).join('');
}
export function gatewayOf(translation: Translation): Gateway {
  const { gateway }: { readonly gateway: Gateway } = JSON.parse(textOf(translation));
  return gateway;
}
/** Status and codes of the statement that holds a text. */
export function statusOf(translation: Translation, text: string): string {
  return rowsWith(translation, text).join('; ');
}

/** One tunnel as a Huawei device saves it; `changes` replaces texts. Peers speak both IKE versions. */
export function vrpTunnel(changes: Readonly<Record<string, string>> = {}): string {
  return change(
    `#
acl number 3000
 rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255
#
ipsec proposal prop1
 esp authentication-algorithm sha2-256
 esp encryption-algorithm aes-256
#
ike proposal 1
 encryption-algorithm aes-256
 dh group14
 authentication-algorithm sha2-256
 authentication-method pre-share
 integrity-algorithm hmac-sha2-256
 prf hmac-sha2-256
#
ike peer far
 pre-shared-key cipher Tg-Demo-2026
 ike-proposal 1
 remote-address 203.0.113.2
#
ipsec policy map1 1 isakmp
 security acl 3000
 pfs dh-group14
 ike-peer far
 proposal prop1
 tunnel local 198.51.100.1
#
return
`,
    changes,
  );
}

/** One tunnel of IKEv2 as a BIG-IP saves it; `changes` replaces texts. */
export function tmshTunnel(changes: Readonly<Record<string, string>> = {}): string {
  return change(
    `net ipsec ike-peer /Common/far {
    dpd-delay 0
    lifetime 480
    my-id-type address
    my-id-value 198.51.100.1
    nat-traversal on
    peers-id-type address
    peers-id-value 203.0.113.2
    phase1-auth-method pre-shared-key
    phase1-encrypt-algorithm aes256
    phase1-hash-algorithm sha256
    phase1-perfect-forward-secrecy modp2048
    preshared-key Tg-Demo-2026
    prf sha256
    remote-address 203.0.113.2
    traffic-selector {
        /Common/sel
    }
    version { v2 }
}
net ipsec ipsec-policy /Common/pol {
    ike-phase2-auth-algorithm sha256
    ike-phase2-encrypt-algorithm aes256
    ike-phase2-lifetime 60
    ike-phase2-lifetime-kilobytes 2048
    ike-phase2-perfect-forward-secrecy modp2048
    mode tunnel
    tunnel-local-address 198.51.100.1
    tunnel-remote-address 203.0.113.2
}
net ipsec traffic-selector /Common/sel {
    destination-address 10.2.0.0/16
    ipsec-policy /Common/pol
    order 0
    source-address 10.1.0.0/16
}
`,
    changes,
  );
}

function change(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`nothing to replace: ${from}`);
    return changed.replace(from, to);
  }, text);
}
