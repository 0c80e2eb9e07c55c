import type { TraceRecord } from '../engine/index.ts';
import { isIkeMessage } from '../engine/index.ts';

const EXCHANGES: Readonly<Record<number, string>> = {
  1: 'BASE',
  2: 'MAIN',
  4: 'AGGRESSIVE',
  5: 'INFORMATIONAL',
  32: 'QUICK',
  34: 'IKE_SA_INIT',
  35: 'IKE_AUTH',
  36: 'CREATE_CHILD_SA',
  37: 'INFORMATIONAL',
};

/** A message or a change of state as a line of the ladder; what only follows from another one has none. */
export function ladderLine(record: TraceRecord, names: readonly string[]): readonly string[] {
  const time = `${(record.time / 1000).toFixed(3)}s`;
  const name = names[record.gateway] ?? '';
  switch (record.kind) {
    case 'sent': {
      const { content, destination, destinationPort, retransmission } = record;
      if (!isIkeMessage(content)) return [];
      const what = EXCHANGES[content.exchange] ?? `exchange ${content.exchange}`;
      const again = retransmission ? ' (again)' : '';
      return [
        `${time} ${name} --- ${what}${content.isResponse ? ' response' : ''}${again} --> ${destination}:${destinationPort}`,
      ];
    }
    case 'lost':
      return isIkeMessage(record.content) ? [`${time} ${name} -x- lost: ${record.cause}`] : [];
    case 'ike-sa-state':
      return [`${time} ${name} IKE SA ${record.sa}: ${record.state}`];
    case 'child-sa-state':
      return [`${time} ${name} child SA ${record.sa}: ${record.state}`];
    case 'note':
      return [`${time} ${record.text}`];
    case 'received':
      return [];
    default:
      return record satisfies never;
  }
}
