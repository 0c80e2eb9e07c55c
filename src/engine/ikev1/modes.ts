import type { ExchangeName } from '../../ir/result.ts';
import { EXCHANGE } from '../message/message.ts';
import type { Ikev1Payload } from '../message/ikev1-payloads.ts';

/** What a message of phase 1 is made of, in the order in which it is read (`phase1-parts.ts` writes and reads them). */
export type Part = 'SA' | 'VID' | 'KE' | 'NONCE' | 'NAT-D' | 'ID' | 'PROOF' | 'CONTACT';

export interface Step {
  readonly from: 'initiator' | 'responder';
  /** The kind of payload that tells it from the sender's other messages. */
  readonly mark: Ikev1Payload['kind'];
  readonly parts: readonly Part[];
  readonly isEncrypted: boolean;
}
export interface Mode {
  readonly exchange: number;
  readonly name: ExchangeName;
  readonly steps: readonly Step[];
}
export type ModeName = 'main' | 'aggressive' | 'base';

/** Phase 1 (`reference/sa-engine.md` 2.3; RFC 2409 sections 5 to 5.4, RFC 3947 section 3.2, draft-ietf-ipsec-ike-base-mode). */
export const MODES: Readonly<Record<ModeName, Mode>> = {
  main: {
    exchange: EXCHANGE.mainMode,
    name: 'main-mode',
    steps: [
      clear('initiator', 'SA1', ['SA', 'VID']),
      clear('responder', 'SA1', ['SA', 'VID']),
      clear('initiator', 'KE', ['KE', 'NONCE', 'NAT-D']),
      clear('responder', 'KE', ['KE', 'NONCE', 'NAT-D']),
      encrypted('initiator', 'ID', ['ID', 'PROOF', 'CONTACT']),
      encrypted('responder', 'ID', ['ID', 'PROOF']),
    ],
  },
  aggressive: {
    exchange: EXCHANGE.aggressiveMode,
    name: 'aggressive-mode',
    steps: [
      clear('initiator', 'SA1', ['SA', 'KE', 'NONCE', 'ID', 'VID']),
      clear('responder', 'SA1', ['SA', 'KE', 'NONCE', 'ID', 'VID', 'PROOF', 'NAT-D']),
      encrypted('initiator', 'PROOF', ['PROOF', 'NAT-D', 'CONTACT']),
    ],
  },
  base: {
    exchange: EXCHANGE.base,
    name: 'base-mode',
    steps: [
      clear('initiator', 'SA1', ['SA', 'NONCE', 'ID', 'VID']),
      clear('responder', 'SA1', ['SA', 'NONCE', 'ID', 'VID']),
      clear('initiator', 'KE', ['KE', 'PROOF', 'NAT-D', 'CONTACT']),
      clear('responder', 'KE', ['KE', 'PROOF', 'NAT-D']),
    ],
  },
};

function clear(from: Step['from'], mark: Step['mark'], parts: readonly Part[]): Step {
  return { from, mark, parts, isEncrypted: false };
}
function encrypted(from: Step['from'], mark: Step['mark'], parts: readonly Part[]): Step {
  return { from, mark, parts, isEncrypted: true };
}

/** The mode of an exchange type; absent: it is none of phase 1. */
export function modeOf(exchange: number): ModeName | undefined {
  return MODE_NAMES.find((name) => MODES[name].exchange === exchange);
}
const MODE_NAMES = ['main', 'aggressive', 'base'] as const;
