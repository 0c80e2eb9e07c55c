import type { Moment } from '../../../ir/captured.ts';
import { printRow } from '../../../text/layout/form.ts';
import type { TextRow } from '../../../text/layout/layout.ts';
import type { OutputKind, Shown } from '../../dialect-outputs.ts';
import { jsonStatusLayouts } from '../layouts/status.ts';
import { isoTime } from './status-words.ts';
import { statusForm, statusRows } from './status.ts';

const SCHEMA = '2.0';

function textOf(row: TextRow, name: string): string {
  const text = row[name];
  return typeof text === 'string' ? text : '';
}
/** Nothing stands for a word in parentheses. */
function known(row: TextRow, name: string): string | null {
  const text = textOf(row, name);
  return text === '' || text.startsWith('(') ? null : text;
}
function number(row: TextRow, name: string): number {
  return Number(textOf(row, name));
}
function numberOrAny(row: TextRow, name: string): number | 'any' {
  const text = textOf(row, name);
  return text === 'any' ? text : Number(text);
}
const isYes = (row: TextRow, name: string): boolean => textOf(row, name) === 'yes';

/** The members stand in the order of the schema. */
function phase1(row: TextRow): object {
  return {
    index: textOf(row, 'ikeIndex'),
    state: textOf(row, 'ikeState'),
    remote_id: textOf(row, 'remote'),
    local_id: textOf(row, 'local'),
    version: textOf(row, 'version'),
    exchange_mode: textOf(row, 'mode') === '' ? 'other' : textOf(row, 'mode'),
    ...('cipher' in row
      ? {
          proposal: {
            encryption_algorithm: textOf(row, 'cipher'),
            hash_algorithm: textOf(row, 'hash'),
            authentication_method: textOf(row, 'method'),
            dh_group: textOf(row, 'group'),
            lifetime_time: number(row, 'ikeLifetime'),
          },
        }
      : {}),
    ...('login' in row
      ? { xauth: { state: 'ok', auth_type: 'generic', username: textOf(row, 'login') } }
      : {}),
    ...('dpdSupported' in row
      ? { dpd: { supported: isYes(row, 'dpdSupported'), fails: number(row, 'dpdFailures') } }
      : {}),
    ...('natt' in row ? { natt: { enabled: isYes(row, 'natt') } } : {}),
    ...('anonymous' in row
      ? {
          remote_config: {
            anonymous: isYes(row, 'anonymous'),
            passive: isYes(row, 'passive'),
            generate_policy: textOf(row, 'generatePolicy'),
          },
        }
      : {}),
  };
}

function phase2(row: TextRow): object {
  const group = known(row, 'pfs');
  return {
    index: textOf(row, 'childIndex'),
    phase1_index: known(row, 'parent'),
    state: textOf(row, 'childState'),
    spi_in: known(row, 'spiIn'),
    spi_out: known(row, 'spiOut'),
    protocol: textOf(row, 'protocol'),
    encmode: textOf(row, 'childMode'),
    selectors: {
      src: textOf(row, 'source'),
      dst: textOf(row, 'destination'),
      protocol: numberOrAny(row, 'upper'),
      src_port: numberOrAny(row, 'sourcePort'),
      dst_port: numberOrAny(row, 'destinationPort'),
    },
    proposal: {
      encryption_algorithm: known(row, 'childCipher'),
      authentication_algorithm: known(row, 'childHash'),
      pfs_group: group === null ? null : Number(group),
      effective_group: number(row, 'effective'),
      lifetime_time: number(row, 'childSeconds'),
      lifetime_bytes: number(row, 'childBytes'),
    },
    reqid_in: number(row, 'requestIn'),
    reqid_out: number(row, 'requestOut'),
    ok: isYes(row, 'ok'),
  };
}

/** One line, made of the words of the text form. */
function jsonLine(shown: Shown, moment: Moment, isVerbose: boolean): string {
  const { epoch = 0, now = 0 } = moment;
  const rows = [...statusRows[isVerbose ? 'verbose' : 'brief'](shown)];
  const texts = (wanted: 'ike' | 'child'): readonly TextRow[] =>
    rows.filter((row) => row[wanted] !== undefined).map((row) => printRow(statusForm, row, moment));
  return JSON.stringify({
    schema_version: SCHEMA,
    timestamp: isoTime.print(epoch + now),
    phase1: texts('ike').map(phase1),
    ...(isVerbose ? { phase2: texts('child').map(phase2) } : {}),
  });
}

/** `racoonctl status -f json`: for programs. It is printed only: a capture is a person's. */
function jsonKind(isVerbose: boolean): OutputKind {
  const [layout] = Object.values(jsonStatusLayouts);
  return {
    layouts:
      layout === undefined
        ? {}
        : { any: { ...layout, patterns: { json: String.raw`\{"schema_version":.*\}` } } },
    *print(shown, moment) {
      yield jsonLine(shown, moment, isVerbose);
    },
    times: () => [],
    read: (table, _moment, _gathering, refuse) => {
      for (const {
        lines: [line = 0],
      } of table.rows)
        refuse(line, 'json', 'the status as JSON');
    },
  };
}
export const jsonStatus = jsonKind(false);
export const verboseJsonStatus = jsonKind(true);
