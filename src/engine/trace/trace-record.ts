import type { ChildSaState, IkeSaState } from '../../ir/result.ts';
import type { Message, NetworkPacket } from '../message/message.ts';

/** Why a packet did not arrive. */
export type LossCause = 'loss' | 'cut' | 'rule' | 'no-mapping' | 'no-gateway' | 'no-listener';

/** What happened, as data; `gateway`: position in the simulation. The number of a record is its position. */
export type TraceRecord =
  | {
      readonly kind: 'sent';
      readonly time: number;
      readonly gateway: number;
      readonly retransmission: boolean;
      readonly source: string;
      readonly sourcePort: number;
      readonly destination: string;
      readonly destinationPort: number;
      readonly content: Message | NetworkPacket;
    }
  | {
      readonly kind: 'received';
      readonly time: number;
      readonly gateway: number;
      readonly content: Message | NetworkPacket;
    }
  | {
      readonly kind: 'lost';
      readonly time: number;
      /** The sender. */
      readonly gateway: number;
      readonly cause: LossCause;
      readonly content: Message | NetworkPacket;
    }
  | {
      readonly kind: 'ike-sa-state';
      readonly time: number;
      readonly gateway: number;
      readonly sa: number;
      readonly state: IkeSaState;
    }
  | {
      readonly kind: 'child-sa-state';
      readonly time: number;
      readonly gateway: number;
      readonly sa: number;
      readonly state: ChildSaState;
    }
  | {
      readonly kind: 'note';
      readonly time: number;
      /** -1: the simulation itself. */
      readonly gateway: number;
      readonly text: string;
    };
