import type {
  Captured,
  CapturedChildSa,
  CapturedFailure,
  CapturedIkeSa,
  CapturedOffline,
  CapturedSecurityPolicy,
  CapturedSettings,
  CapturedStatistics,
  Moment,
  Seen,
} from '../ir/captured.ts';
import type { Diagnostic } from '../ir/diagnostic.ts';
import type { IkeProposal, Peer } from '../ir/ike.ts';
import type { IpsecProposal, Policy } from '../ir/ipsec.ts';
import type { ConfiguredSelector, EngineEvent, Timer } from '../ir/result.ts';
import {
  type Form,
  patternsOf,
  printRow,
  readRow,
  type Refuse,
  type Said,
  timesOf,
} from '../text/layout/form.ts';
import type { Layout, TextRow } from '../text/layout/layout.ts';
import type { BlankCells } from '../text/layout/blank-cells.ts';
import { printLayout } from '../text/layout/print.ts';
import type { CapturedLine, Output } from '../text/layout/read-outputs.ts';
import type { ReadTable } from '../text/layout/read.ts';
import type { Gathering } from './dialect-gathering.ts';
import { halfCount } from './dialect-halves.ts';

/** What is to be shown: SAs of an engine or of a capture. They are taken one by one, never all at once. */
export interface Shown {
  /** Newest first. */
  readonly ikeSas: Iterable<CapturedIkeSa>;
  /** Newest first. */
  readonly childSas: Iterable<CapturedChildSa>;
  readonly offlineLog: Iterable<CapturedOffline>;
  readonly failureLog: Iterable<CapturedFailure>;
  readonly events: Iterable<Seen<EngineEvent>>;
  readonly timers: Iterable<Seen<Timer>>;
  readonly statistics?: CapturedStatistics;
  /** Of the configuration; absent: there is none. */
  readonly ikeProposals?: readonly Seen<IkeProposal>[];
  readonly peers?: readonly Seen<Peer>[];
  readonly ipsecProposals?: readonly Seen<IpsecProposal>[];
  readonly policies?: readonly Seen<Policy>[];
  readonly settings?: CapturedSettings;
  readonly securityPolicies?: readonly CapturedSecurityPolicy[];
  /** What protects traffic, with an SA or without; absent: nobody knows. */
  readonly selectors?: Iterable<ConfiguredSelector>;
  /** How many there are, for outputs that say it before they list them; `halves`: directions that have an SPI. */
  readonly counts: Readonly<Record<'ikeSas' | 'childSas' | 'halves' | 'offlineLog' | 'failureLog', number>>;
  readonly ikeSa: (id: number) => CapturedIkeSa | undefined;
  readonly childSa: (id: number) => CapturedChildSa | undefined;
}

/** What was read from one capture. */
export interface Capture {
  readonly captured: Captured;
  /** The outputs that were found: kind, variant of its layout, lines. */
  readonly outputs: readonly Output[];
  /** What each line is. */
  readonly lines: readonly CapturedLine[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One kind of output of a dialect's devices. */
export interface OutputKind {
  /** By variant; a profile is one. */
  readonly layouts: Readonly<Record<string, Layout>>;
  /** `blanks` learns which cells have nothing to print. */
  print(shown: Shown, moment: Moment, variant: string, blanks?: BlankCells): Iterable<string>;
  /** What a table says of time. */
  times(table: ReadTable): readonly Said[];
  read(table: ReadTable, moment: Moment, gathering: Gathering, refuse: RefuseAt): void;
}
/** Told of each cell whose text is no value, with the row's first line. */
export type RefuseAt = (line: number, cell: string, text: string) => void;

/** The layouts of one output; what the reader takes for cells comes with its form. */
export type LayoutsByVariant = Readonly<Record<string, Omit<Layout, 'patterns'>>>;

/** An output in the words of its rows. */
export interface OutputSpecification<Row extends object> {
  readonly layouts: LayoutsByVariant;
  readonly form: Form<Row>;
  readonly empty: Row;
  readonly rows: (shown: Shown, moment: Moment) => Iterable<Row>;
  /** Cells of header and footer. */
  readonly summary?: (shown: Shown, moment: Moment) => TextRow;
  readonly gather: (rows: readonly Row[], gathering: Gathering) => void;
}

export function outputKind<Row extends object>(specification: OutputSpecification<Row>): OutputKind {
  const { form, empty, rows, summary, gather } = specification;
  const patterns = patternsOf(form);
  const layouts = Object.fromEntries(
    Object.entries(specification.layouts).map(([variant, layout]) => [variant, { ...layout, patterns }]),
  );
  return {
    layouts,
    print: (shown, moment, variant, blanks) => {
      const layout = layouts[variant];
      if (layout === undefined) throw new Error(`there is no layout "${variant}"`);
      const look = blanks?.lookerOf(layout);
      return printLayout(layout, texts(form, rows(shown, moment), moment, look), summary?.(shown, moment));
    },
    times: (table) => [
      ...timesOf(form, table.summary),
      ...table.rows.flatMap(({ cells }) => timesOf(form, cells)),
    ],
    read: (table, moment, gathering, refuseAt) => {
      const read = table.rows.map(({ cells, lines: [line = 0] }) => {
        const refuse: Refuse = (cell, text) => {
          refuseAt(line, cell, text);
        };
        return readRow(form, cells, moment, refuse, empty);
      });
      gather(read, gathering);
    },
  };
}

function* texts<Row>(
  form: Form<Row>,
  rows: Iterable<Row>,
  moment: Moment,
  look: ((row: TextRow) => void) | undefined,
): Generator<TextRow, void> {
  for (const row of rows) {
    const printed = printRow(form, row, moment);
    look?.(printed);
    yield printed;
  }
}

/** The SAs of a capture, to be shown again. */
export function showCaptured(captured: Captured): Shown {
  const { ikeSas, childSas, offlineLog = [], failureLog = [], events = [], timers = [] } = captured;
  const byId = <Sa extends { readonly id?: number }>(sas: readonly Sa[]): ReadonlyMap<number, Sa> =>
    new Map(sas.flatMap((sa): [number, Sa][] => (sa.id === undefined ? [] : [[sa.id, sa]])));
  const [ike, child] = [byId(ikeSas), byId(childSas)];
  return {
    ikeSas,
    childSas,
    offlineLog,
    failureLog,
    events,
    timers,
    ...(captured.statistics === undefined ? {} : { statistics: captured.statistics }),
    ikeProposals: captured.ikeProposals ?? [],
    peers: captured.peers ?? [],
    ipsecProposals: captured.ipsecProposals ?? [],
    policies: captured.policies ?? [],
    ...(captured.settings === undefined ? {} : { settings: captured.settings }),
    securityPolicies: captured.securityPolicies ?? [],
    counts: {
      ikeSas: ikeSas.length,
      childSas: childSas.length,
      halves: childSas.reduce((sum, sa) => sum + halfCount(sa), 0),
      offlineLog: offlineLog.length,
      failureLog: failureLog.length,
    },
    ikeSa: (id) => ike.get(id),
    childSa: (id) => child.get(id),
  };
}
