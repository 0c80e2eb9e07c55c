import type { Json } from '../../ir/json.ts';
import type { ExchangeName, FailureCause } from '../../ir/result.ts';
import type { FailureDetails } from '../gateway/records.ts';
import { NOTIFY_V1 } from '../message/notify.ts';
import type { Mismatch } from './mismatch.ts';

export type NotifyName = keyof typeof NOTIFY_V1;

/** Why this end goes no further with a negotiation, and what it tells the other. */
export interface Refusal {
  readonly cause: FailureCause;
  readonly parameter?: string;
  readonly offered?: Json;
  readonly accepted?: Json;
  /** Null: the other end is told nothing. */
  readonly notify: NotifyName | null;
}

export function refuse(
  cause: FailureCause,
  notify: NotifyName | null,
  details: { readonly parameter?: string; readonly offered?: Json; readonly accepted?: Json } = {},
): Refusal {
  return { cause, notify, ...details };
}
export function refuseOffer(mismatch: Mismatch, notify: NotifyName): Refusal {
  return { ...mismatch, notify };
}

/** The refusal as the failure log keeps it. */
export function failureOf(
  { notify, ...details }: Refusal,
  role: 'initiator' | 'responder',
  exchange: ExchangeName,
  direction: 'sent' | 'received' = 'sent',
): FailureDetails {
  const told =
    notify === null ? {} : { notify: { name: notify, number: NOTIFY_V1[notify], direction } as const };
  return { role, exchange, ...details, ...told };
}

export function isNotifyName(name: string): name is NotifyName {
  return name in NOTIFY_V1;
}
