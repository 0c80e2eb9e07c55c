import type { Ikev1Payload } from '../message/ikev1-payloads.ts';

const HEADER = 28;
const GENERIC = 4;
const HASH = GENERIC + 20;
const NONCE = GENERIC + 16;
/** Size of a public value by group: RFC 2409 section 6, RFC 3526, RFC 5903. */
const PUBLIC_VALUES: ReadonlyMap<number, number> = new Map([
  [1, 96],
  [2, 128],
  [5, 192],
  [14, 256],
  [15, 384],
  [16, 512],
  [17, 768],
  [18, 1024],
  [19, 64],
  [20, 96],
  [21, 132],
]);

/** About how long a message is on the wire (RFC 2408 section 3); padding of the encryption is left out. */
export function messageOctets(payloads: readonly Ikev1Payload[]): number {
  let octets = HEADER;
  for (const payload of payloads) octets += payloadOctets(payload);
  return octets;
}

function payloadOctets(payload: Ikev1Payload): number {
  switch (payload.kind) {
    case 'SA1':
      return 20 + 36 * payload.transforms.length;
    case 'SA2':
      return 24 + 32 * payload.transforms.length;
    case 'KE':
      return GENERIC + (PUBLIC_VALUES.get(payload.group) ?? 256);
    case 'N':
      return NONCE;
    case 'ID':
      return 8 + (payload.type === 'ID_IPV4_ADDR' ? 4 : payload.value.length);
    case 'IDc':
      return 8 + payload.selector.first.length;
    case 'PROOF':
    case 'HASH':
    case 'NAT-D':
      return HASH;
    case 'NAT-OA':
      return 12;
    case 'VID':
      return GENERIC + 16;
    case 'CERT':
      return GENERIC + 1000;
    case 'CERTREQ':
      return GENERIC + 100;
    case 'NOTIFY':
      return 12 + 16;
    case 'HEARTBEAT':
      return 16 + 16 + 4 * payload.spis.length;
    case 'D':
      return 12 + (payload.protocol === 'ike' ? 16 : 4 * payload.spis.length);
    case 'CP':
      return 20;
    default:
      return payload satisfies never;
  }
}
