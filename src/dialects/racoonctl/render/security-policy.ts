import type { CapturedSecurityPolicy } from '../../../ir/captured.ts';
import { integer, vocabulary, word, words } from '../../../text/layout/codecs.ts';
import { cell, type Cell, dateCell, type Form, list } from '../../../text/layout/form.ts';
import { outputKind, type Shown } from '../../dialect-outputs.ts';
import { securityPolicyLayouts } from '../layouts/security-policy.ts';
import { blankCell, kernelTime, PROCESS_ID } from './kernel-dump.ts';

/** An entry, and what the dump counts it by: the last has 0. */
interface Row extends CapturedSecurityPolicy {
  readonly index?: number;
}

const DIRECTIONS = { in: 'in', out: 'out', fwd: 'forward' } as const;
const ACTIONS = { ipsec: 'protect', none: 'bypass', discard: 'discard' } as const;
/** Numbers by which the kernel tells directions in the id of an entry. */
const DIRECTION_NUMBERS = { in: 0, out: 1, forward: 2 } as const;

const END = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]+)(?:/\d+)?(?:\[(?:any|\d+)\])?`;

function constantCell(text: string): Cell<Row> {
  return { pattern: String.raw`\d+`, print: () => text, read: () => ({}) };
}

/** With a priority both stand in one line, without one in another. */
function isOrdered({ priority }: Row): boolean {
  return priority !== undefined;
}
function where(isShown: (row: Row) => boolean, shown: Cell<Row>): Cell<Row> {
  return { ...shown, print: (row, moment) => (isShown(row) ? shown.print(row, moment) : undefined) };
}

const direction = cell<Row, NonNullable<Row['direction']>>(
  vocabulary(DIRECTIONS),
  (row) => row.direction,
  (value) => ({ direction: value }),
);
const action = cell<Row, NonNullable<Row['action']>>(
  vocabulary(ACTIONS),
  (row) => row.action,
  (value) => ({ action: value }),
);

const form: Form<Row> = {
  cells: {
    source: cell<Row, string>(
      { ...word, pattern: END },
      ({ source }) => source,
      (source) => ({ source }),
    ),
    destination: cell<Row, string>(
      { ...word, pattern: END },
      ({ destination }) => destination,
      (destination) => ({ destination }),
    ),
    upper: cell<Row, string>(
      { ...words, pattern: String.raw`[\w-]+(?: [\d,]+)?` },
      ({ protocol }) => protocol,
      (protocol) => ({ protocol }),
    ),
    direction: where(isOrdered, direction),
    action: where(isOrdered, action),
    directionAlone: where((row) => !isOrdered(row), direction),
    actionAlone: where((row) => !isOrdered(row), action),
    priority: cell<Row, string>(
      { ...words, pattern: String.raw`(?:high|def|low)(?: [+-] \d+)?` },
      ({ priority }) => priority,
      (priority) => ({ priority }),
    ),
    created: dateCell<Row>(
      kernelTime,
      ({ created }) => created,
      (created) => ({ created }),
    ),
    lastUsed: blankCell<Row>(
      dateCell<Row>(
        kernelTime,
        ({ lastUsed }) => lastUsed,
        (lastUsed) => ({ lastUsed }),
      ),
    ),
    id: cell<Row, number>(
      integer,
      ({ id }) => id,
      (id) => ({ id }),
    ),
    index: cell<Row, number>(
      integer,
      ({ index }) => index,
      () => ({}),
    ),
    zero: constantCell('0'),
    zeroToo: constantCell('0'),
    process: constantCell(String(PROCESS_ID)),
    one: constantCell('1'),
  },
  lists: {
    processing: list<Row, { readonly request?: string }>(
      {
        cells: {
          request: cell(
            { ...word, pattern: String.raw`(?:esp|ah|ipcomp)/(?:tunnel|transport|any)/\S+` },
            ({ request }) => request,
            (request) => ({ request }),
          ),
        },
      },
      ({ processing }) => processing?.map((request) => ({ request })),
      (requests) => ({ processing: requests.flatMap(({ request }) => request ?? []) }),
      {},
    ),
  },
};

/** An entry that has no id yet gets one as Linux gives them. */
function* rowsOf({ securityPolicies = [] }: Shown): Generator<Row> {
  const all = [...securityPolicies];
  for (const [position, policy] of all.entries()) {
    const id = 8 * (position + 1) + DIRECTION_NUMBERS[policy.direction ?? 'in'];
    yield { id, ...policy, index: all.length - 1 - position };
  }
}

/** `setkey -DP` (`reference/racoon.md` 1.5.4). */
export const securityPolicy = outputKind<Row>({
  layouts: securityPolicyLayouts,
  form,
  empty: {},
  rows: rowsOf,
  gather: (rows, { securityPolicies }) => {
    securityPolicies.push(...rows);
  },
});
