import type { CapturedIkeSa } from '../../../ir/captured.ts';
import type { IkeSaState } from '../../../ir/result.ts';

/** Column ST of `show-sa isakmp`: the status of racoon's phase 1 (`reference/racoon.md` 1.5.1). */
const STAGES: Readonly<Record<Exclude<IkeSaState, 'created' | 'connecting'>, number>> = {
  established: 9,
  rekeying: 10,
  rekeyed: 10,
  deleting: 11,
  deleted: 11,
};
const [START, ESTABLISHED, DYING] = [1, 9, 10];

/** While it negotiates, each message counts: an initiator's first one gives 3, a responder's first one 2. */
export function printStage({
  state,
  role,
  messagesSent = 0,
  messagesReceived = 0,
}: CapturedIkeSa): number | undefined {
  if (state === undefined) return undefined;
  if (state !== 'created' && state !== 'connecting') return STAGES[state];
  const messages = messagesSent + messagesReceived;
  return messages === 0 ? START : Math.min(messages + headStart(role), ESTABLISHED - 1);
}

export function readStage(
  stage: number | undefined,
  role: CapturedIkeSa['role'],
): Pick<CapturedIkeSa, 'state' | 'messagesSent' | 'messagesReceived'> {
  if (stage === undefined) return {};
  if (stage > DYING) return { state: 'deleting' };
  if (stage === DYING) return { state: 'rekeying' };
  if (stage === ESTABLISHED) return { state: 'established' };
  const messages = stage - headStart(role);
  if (messages <= 0) return { state: 'created' };
  const [first, second] = [Math.ceil(messages / 2), Math.floor(messages / 2)];
  return role === 'responder'
    ? { state: 'connecting', messagesSent: second, messagesReceived: first }
    : { state: 'connecting', messagesSent: first, messagesReceived: second };
}

function headStart(role: CapturedIkeSa['role']): number {
  return role === 'responder' ? 1 : 2;
}
