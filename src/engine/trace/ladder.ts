import { EXCHANGE, type Header, isIkeMessage, type Message, type NetworkPacket } from '../message/message.ts';
import { notifyName } from '../message/notify.ts';
import type { TraceRecord } from './trace-record.ts';

const EXCHANGE_NAMES: ReadonlyMap<number, string> = new Map([
  [EXCHANGE.base, 'base mode'],
  [EXCHANGE.mainMode, 'main mode'],
  [EXCHANGE.aggressiveMode, 'aggressive mode'],
  [EXCHANGE.informationalV1, 'informational'],
  [EXCHANGE.modeConfig, 'mode config'],
  [EXCHANGE.quickMode, 'quick mode'],
  [EXCHANGE.newGroupMode, 'new group mode'],
  [EXCHANGE.ikeSaInit, 'IKE_SA_INIT'],
  [EXCHANGE.ikeAuth, 'IKE_AUTH'],
  [EXCHANGE.createChildSa, 'CREATE_CHILD_SA'],
  [EXCHANGE.informational, 'INFORMATIONAL'],
]);
const SECOND = 1000;

/**
 * The trace as a ladder, one line a record, in the words of the RFCs:
 *
 *     0.000 hub --- IKE_SA_INIT { SA, KE, Ni, N(NAT_DETECTION_SOURCE_IP) } --> spoke
 *
 * `names`: of the gateways, in the order of the simulation. Keys are never in a message.
 */
export function* ladder(records: Iterable<TraceRecord>, names: readonly string[]): Generator<string> {
  for (const record of records) {
    const who = names[record.gateway] ?? 'simulation';
    yield `${(record.time / SECOND).toFixed(3)} ${who} ${describe(record)}`;
  }
}

function describe(record: TraceRecord): string {
  switch (record.kind) {
    case 'sent': {
      const again = record.retransmission ? ' (again)' : '';
      return `--- ${describePacket(record.content)}${again} --> ${record.destination}:${record.destinationPort}`;
    }
    case 'received':
      return `<-- ${describePacket(record.content)}`;
    case 'lost':
      return `-x- ${describePacket(record.content)} (${record.cause})`;
    case 'ike-sa-state':
      return `IKE SA ${record.sa} ${record.state}`;
    case 'child-sa-state':
      return `child SA ${record.sa} ${record.state}`;
    case 'note':
      return record.text;
    default:
      return record satisfies never;
  }
}

function describePacket(content: Message | NetworkPacket): string {
  if (isIkeMessage(content)) {
    const name = EXCHANGE_NAMES.get(content.exchange) ?? `exchange ${content.exchange}`;
    const payloads = [...payloadNames(content)];
    return payloads.length === 0 ? `${name} {}` : `${name} { ${payloads.join(', ')} }`;
  }
  if (content.kind === 'keepalive') return 'NAT keepalive';
  return `${content.kind.toUpperCase()} ${spiText(content.spi)} (${content.inner.octets} octets)`;
}

function* payloadNames(message: Message): Generator<string> {
  for (const payload of message.payloads) yield payloadName(message, payload);
}
type Payload = Message['payloads'][number];

/** Payloads whose kind is not the RFC's word. */
const WORDS: Partial<Record<Payload['kind'], string>> = {
  SA1: 'SA',
  SA2: 'SA',
  PROOF: 'HASH',
  HEARTBEAT: 'N(HEARTBEAT)',
};

function payloadName(message: Message, payload: Payload): string {
  const { kind } = payload;
  if (kind === 'NOTIFY') {
    const data = payload.data === 0 || payload.data === '' ? '' : `: ${payload.data}`;
    return `N(${notifyName(message.version, payload.type)}${data})`;
  }
  if (kind === 'NAT-D' && message.version === 2) {
    return `N(NAT_DETECTION_${payload.end === 'source' ? 'SOURCE' : 'DESTINATION'}_IP)`;
  }
  if (kind === 'D') return `D(${payload.protocol.toUpperCase()}${payload.spis.map(spaced).join('')})`;
  if (kind === 'N') return `N${sideOf(message)}`;
  if ('of' in payload) return `${kind}${payload.of === 'initiator' ? 'i' : 'r'}`;
  return WORDS[kind] ?? kind;
}
function spaced(spi: number): string {
  return ` ${spiText(spi)}`;
}
function sideOf({ isResponse, version, fromInitiator }: Header & { readonly version: 1 | 2 }): 'i' | 'r' {
  const isInitiators = version === 2 ? !isResponse : fromInitiator;
  return isInitiators ? 'i' : 'r';
}
function spiText(spi: number): string {
  return (spi >>> 0).toString(16).padStart(8, '0');
}
