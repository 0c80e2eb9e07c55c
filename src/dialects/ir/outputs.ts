import type { Captured } from '../../ir/captured.ts';
import type { IrDocument } from '../../ir/document.ts';
import type { Outputs } from '../dialect.ts';
import { read } from './read.ts';

const NAME = 'captured';
const NOTHING: Captured = { clock: 'capture', ikeSas: [], childSas: [] };

/** A capture as a document of the intermediate representation. */
export const outputs: Outputs = {
  names: () => [NAME],
  showing: () => [NAME],
  mayHold: (text) => text.includes(`"${NAME}"`) && !text.includes('"gateway"'),
  print: (_name, shown, { epoch, now, isEstimated }) => {
    const captured: Captured = {
      clock: epoch === undefined ? 'capture' : 'calendar',
      ...(epoch === undefined || now === undefined ? {} : { at: epoch + now }),
      ...(isEstimated === true ? { isAtEstimated: true } : {}),
      ikeSas: [...shown.ikeSas],
      childSas: [...shown.childSas],
      ...listed('offlineLog', [...shown.offlineLog]),
      ...listed('failureLog', [...shown.failureLog]),
      ...listed('events', [...shown.events]),
      ...listed('timers', [...shown.timers]),
      ...listed('ikeProposals', shown.ikeProposals ?? []),
      ...listed('peers', shown.peers ?? []),
      ...listed('ipsecProposals', shown.ipsecProposals ?? []),
      ...listed('policies', shown.policies ?? []),
      ...(shown.statistics === undefined ? {} : { statistics: shown.statistics }),
    };
    const document: IrDocument = { ir: 1, captured };
    return JSON.stringify(document, undefined, 2).split('\n');
  },
  read: (file, number) => {
    const { document, diagnostics } = read([file]);
    const captured = document?.captured;
    const lines = file.text.split('\n');
    const output = {
      layout: NAME,
      isExact: true,
      summary: {},
      rows: [{ cells: {}, lines: lines.map((_, index) => index) }],
    };
    return {
      captured: captured ?? NOTHING,
      outputs: captured === undefined ? [] : [output],
      lines: lines.map((line) =>
        line.trim() === '' || captured === undefined ? { kind: 'blank' } : { kind: 'row', output: 0 },
      ),
      diagnostics: diagnostics.map((found) =>
        found.span === undefined ? found : { ...found, span: { ...found.span, file: number } },
      ),
    };
  },
};

function listed<Element>(
  name: string,
  list: readonly Element[],
): Readonly<Record<string, readonly Element[]>> {
  return list.length === 0 ? {} : { [name]: list };
}
