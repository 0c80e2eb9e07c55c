import type { CapturedIkeSa } from '../../../ir/captured.ts';
import type { IkeSaMark } from '../../../ir/result.ts';

/** What the column "Flag(s)" of `display ike sa` says of an IKE SA (`reference/vrp.md` 3.1). */
export type Flags = Pick<CapturedIkeSa, 'state' | 'role' | 'marks' | 'dpd'>;

export const FLAGS_PATTERN = String.raw`[A-Za-z]{1,3}(?:\|[A-Za-z]{1,3})*`;

/** In the order of the legend. */
const MARKS: readonly (readonly [word: string, mark: IkeSaMark])[] = [
  ['RL', 'replaced'],
  ['FD', 'fading'],
  ['TO', 'timed-out-once'],
  ['HRT', 'heartbeat'],
  ['LKG', 'sequence-known'],
  ['BCK', 'backed-up'],
  ['M', 'active'],
  ['S', 'standby'],
  ['A', 'alone'],
];

type State = NonNullable<Flags['state']>;
const STATES: Readonly<Record<State, string>> = {
  created: 'NEG',
  connecting: 'NEG',
  established: 'RD',
  rekeying: 'RD',
  rekeyed: 'RD',
  deleting: 'TD',
  deleted: 'TD',
};

/** `RD|ST|A`; nothing: the state is not known. */
export function printFlags({ state, role, marks = [] }: Flags): string | undefined {
  if (state === undefined) return undefined;
  const isReplaced = state === 'rekeyed';
  return [
    STATES[state],
    ...(role === 'initiator' ? ['ST'] : []),
    ...MARKS.filter(([word, mark]) => marks.includes(mark) || (isReplaced && word === 'RL')).map(
      ([word]) => word,
    ),
  ].join('|');
}

/** Without ST the other end began. */
export function readFlags(text: string): Flags | undefined {
  const words = text.toUpperCase().split('|');
  const marks = MARKS.filter(([word]) => words.includes(word)).map(([, mark]) => mark);
  const known = new Set([...MARKS.map(([word]) => word), 'RD', 'ST', 'NEG', 'TD', 'D', 'RK']);
  if (!words.every((flag) => known.has(flag))) return undefined;
  return {
    ...stateOf(words),
    role: words.includes('ST') ? 'initiator' : 'responder',
    ...(marks.length > 0 ? { marks } : {}),
    ...(words.includes('D') ? { dpd: { supported: true } } : {}),
  };
}

function stateOf(words: readonly string[]): { readonly state?: State } {
  if (words.includes('TD')) return { state: 'deleting' };
  if (words.includes('RL')) return { state: 'rekeyed' };
  if (words.includes('RD') || words.includes('FD')) return { state: 'established' };
  return words.includes('NEG') ? { state: 'connecting' } : {};
}
