import type { Lab } from '../lab.ts';
import type { Plan } from '../random-labs.ts';

/** 6: what a state can become. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  '': ['connecting', 'installed', 'larval'],
  larval: ['installed', 'dead'],
  connecting: ['established', 'deleting', 'deleted'],
  established: ['rekeying', 'rekeyed', 'deleting', 'deleted'],
  installed: ['rekeying', 'rekeyed', 'deleting', 'dead'],
  rekeying: ['established', 'installed', 'rekeyed', 'deleting', 'deleted', 'dead'],
  rekeyed: ['deleting', 'deleted', 'dead'],
  deleting: ['deleted', 'dead'],
  deleted: [],
  dead: [],
};
const IKE_SA_INIT = 34;

/** 5, 6: what the trace must not show. */
export function traceViolations(lab: Lab, plan: Plan): readonly string[] {
  return [...wrongStates(lab), ...(plan.version === 'ikev2' ? wrongMessageIds(lab) : [])];
}

const MOST_MILLISECONDS_REPLACED = 15_000;
/** 9: with no fault since then, a child SA that is replaced is deleted soon. */
export function leftovers(lab: Lab, since: number): readonly string[] {
  const replaced = new Map<string, number>();
  const wrong: string[] = [];
  for (const record of lab.simulation.trace) {
    if (record.kind !== 'child-sa-state' || record.time < since) continue;
    const key = `${record.gateway} ${record.sa}`;
    const before = replaced.get(key);
    if (record.state === 'rekeyed') replaced.set(key, record.time);
    else if (before !== undefined) {
      if (record.time - before > MOST_MILLISECONDS_REPLACED)
        wrong.push(`9: child SA ${key}, replaced at ${before}, stayed`);
      replaced.delete(key);
    }
  }
  const late = [...replaced].filter(([, time]) => lab.time - time > MOST_MILLISECONDS_REPLACED);
  return [...wrong, ...late.map(([key, time]) => `9: child SA ${key}, replaced at ${time}, is still there`)];
}

/** 6: states go forward; one that is deleted does nothing more. */
function wrongStates(lab: Lab): readonly string[] {
  const states = new Map<string, string>();
  return lab.simulation.trace.flatMap((record) => {
    if (record.kind !== 'ike-sa-state' && record.kind !== 'child-sa-state') return [];
    const key = `${record.gateway} ${record.sa}`;
    const before = states.get(key) ?? '';
    states.set(key, record.state);
    return NEXT[before]?.includes(record.state) === true
      ? []
      : [`6: SA ${key}: ${before} to ${record.state}`];
  });
}

/**
 * 5: message ids grow one by one; a new request waits for the answer to the one before (window 1); what is sent again
 * is the same, answers too.
 */
function wrongMessageIds(lab: Lab): readonly string[] {
  const texts = new Map<string, string>();
  const nextIds = new Map<string, number>();
  const wrong: string[] = [];
  for (const record of lab.simulation.trace) {
    if (record.kind !== 'sent' || !('exchange' in record.content)) continue;
    const { content, gateway } = record;
    const sa = `${content.initiatorSpiHigh} ${content.initiatorSpiLow}`;
    const keyOf = (isRequest: boolean, messageId: number): string =>
      `${sa} ${content.fromInitiator === isRequest} ${messageId}`;
    const key = `${gateway} ${content.isResponse} ${keyOf(!content.isResponse, content.messageId)}`;
    const text = JSON.stringify(content);
    if (record.retransmission && texts.get(key) !== text) wrong.push(`5: ${key} came again, but changed`);
    texts.set(key, text);
    // IKE_SA_INIT has message id 0 each time that a COOKIE or another group is asked for
    if (content.isResponse || record.retransmission || content.exchange === IKE_SA_INIT) continue;
    const before = content.messageId - 1;
    const expected = nextIds.get(`${gateway} ${sa}`) ?? content.messageId;
    if (content.messageId !== expected) wrong.push(`5: ${key} was sent, not id ${expected}`);
    nextIds.set(`${gateway} ${sa}`, content.messageId + 1);
    const isFirst = before < 0 || !texts.has(`${gateway} false ${keyOf(true, before)}`);
    if (!isFirst && !texts.has(`${1 - gateway} true ${keyOf(true, before)}`)) {
      wrong.push(`5: ${key} was sent before an answer to ${before}`);
    }
  }
  return wrong;
}
