import type { CapturedIkeSa } from '../../../ir/captured.ts';
import { dateTime, endpoint, integer, vocabulary } from '../../../text/layout/codecs.ts';
import { cell, type Cell, dateCell, type Form } from '../../../text/layout/form.ts';
import { type LayoutsByVariant, outputKind, type OutputKind, type Shown } from '../../dialect-outputs.ts';
import { isakmpSaLayouts } from '../layouts/isakmp-sa.ts';
import { printStage, readStage } from './stage.ts';

/** `stage`: the number in column ST, which the side tells the meaning of. */
type Row = CapturedIkeSa & { readonly stage?: number };

const ENDPOINT = endpoint('always', '.');

/** `ADDRESS.PORT`; of a long address so much is cut that the port is seen. */
function endpointCell(
  width: number,
  get: (row: Row) => Seen | undefined,
  put: (end: Seen) => Row,
): Cell<Row> {
  return {
    pattern: String.raw`[\da-f:.%]+[\w.%]*\.\d+|\S*\(inv\)`,
    print: (row) => {
      const { address, port } = get(row) ?? {};
      if (address === undefined) return undefined;
      const tail = port === undefined ? '' : `.${port}`;
      const host = ENDPOINT.print({ address }) ?? '';
      return `${host.slice(0, width - tail.length)}${tail}`;
    },
    read: (text) => {
      const end = ENDPOINT.read(text);
      return end === undefined ? undefined : put(end);
    },
  };
}
type Seen = NonNullable<CapturedIkeSa['local']>;

const remote = (row: Row): Seen | undefined => row.remote;
const putRemote = (end: Seen): Row => ({ remote: end });

const COOKIE = '[\\da-fA-F]{16}';
const LOCALHOST = '127.0.0.1';

const form: Form<Row> = {
  cells: {
    source: endpointCell(
      45,
      (row) => row.local,
      (local) => ({ local }),
    ),
    // In the one sample a BIG-IP that answered calls itself so (`reference/racoon.md` 6).
    sourceOfBigIp: endpointCell(
      Infinity,
      ({ local, role }) =>
        local !== undefined && role === 'responder' ? { ...local, address: LOCALHOST } : local,
      (local) => ({ local }),
    ),
    destination: endpointCell(45, remote, putRemote),
    destinationShort: endpointCell(22, remote, putRemote),
    cookies: {
      pattern: `${COOKIE}:${COOKIE}`,
      print: ({ initiatorSpi, responderSpi }) =>
        initiatorSpi === undefined || responderSpi === undefined
          ? undefined
          : `${initiatorSpi}:${responderSpi}`,
      read: (text) => {
        const [initiatorSpi = '', responderSpi = ''] = text.toLowerCase().split(':');
        return { initiatorSpi, responderSpi };
      },
    },
    stage: {
      ...cell<Row, number>(integer, printStage, (stage) => ({ stage })),
      pattern: String.raw`\d{1,2}`,
    },
    side: cell(
      vocabulary({ I: 'initiator', R: 'responder' } as const),
      ({ role }) => role,
      (role) => ({ role }),
    ),
    version: cell(
      vocabulary({ 10: 'ikev1', 20: 'ikev2' } as const),
      (row) => row.version,
      (version) => ({ version }),
    ),
    exchange: {
      ...cell<Row, 'base' | 'main' | 'aggressive'>(
        vocabulary({ B: 'base', M: 'main', A: 'aggressive' } as const),
        ({ exchangeMode }) => exchangeMode,
        (exchangeMode) => ({ exchangeMode }),
      ),
      pattern: '[BMUAI]',
    },
    created: dateCell(
      dateTime(),
      ({ established }) => established,
      (established) => ({ established }),
    ),
    phase2: cell(
      integer,
      ({ childSaCount, childSas }) => childSaCount ?? childSas?.length,
      (childSaCount) => ({ childSaCount }),
    ),
  },
};

/** `racoonctl show-sa isakmp` (`reference/racoon.md` 1.5.1): no footer, no count. */
function isakmpSa(layout: LayoutsByVariant[string], shown: (shown: Shown) => Iterable<Row>): OutputKind {
  return outputKind<Row>({
    layouts: { any: layout },
    form,
    empty: {},
    rows: shown,
    gather: (rows, gathering) => {
      for (const { stage, ...sa } of rows) gathering.addIkeSa({ ...readStage(stage, sa.role), ...sa });
    },
  });
}

const everySa = ({ ikeSas }: Shown): Iterable<Row> => ikeSas;

/** With no `-l`, with one, and with two or more. */
export const isakmpSa0 = isakmpSa(isakmpSaLayouts.l0, everySa);
export const isakmpSa1 = isakmpSa(isakmpSaLayouts.l1, everySa);
export const isakmpSa2 = isakmpSa(isakmpSaLayouts.l2, everySa);
/** `-ll` on BIG-IP, where racoon has the SAs of IKEv1 only. */
export const isakmpSaOfBigIp = isakmpSa(isakmpSaLayouts.f5, function* ({ ikeSas }) {
  for (const sa of ikeSas) if (sa.version !== 'ikev2') yield sa;
});
