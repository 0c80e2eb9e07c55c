import { describe, expect, it } from 'vitest';
import { IPSEC_VIEWS, isIpsecLine } from '../../grammars/vrp/views.ts';
import { dialects } from '../../src/dialects/registry.ts';
import { chooseDialect } from '../../src/translate/choose-dialect.ts';
import {
  CORPUS_DIALECTS,
  dialectCalled,
  isCorpusThere,
  linesOfOutputs,
  namesOf,
  textOf,
  translateText,
} from './files.ts';

const skipped = isCorpusThere ? '' : ' (skipped: ../shared/corpus is not here)';
function filesOf(folder: string): readonly string[] {
  return isCorpusThere ? namesOf(folder) : ['none'];
}

/** Lines that are no statement: separators, blanks, comments, headers of a file, `return`, time stamps of displays. */
const VRP_TRIVIA = /^(?:#.*|!.*|\[V\d.*|return|\0|[\d-]{10} [\d:.]{12}|[\d:]{8} {2}[\d/]{10})?$/;

describe.each([
  ['vrp', 'tmsh'],
  ['vrp', 'ir'],
  ['tmsh', 'ir'],
  ['tmsh', 'vrp'],
  ['vrp', 'racoon'],
  ['tmsh', 'racoon'],
  ['racoon', 'ir'],
  ['racoon', 'tmsh'],
  ['racoon', 'vrp'],
])(`the files of %s, to %s${skipped}`, (source, target) => {
  it.skipIf(!isCorpusThere).each(filesOf(source))('%s', (file) => {
    const text = textOf(source, file);
    const { report, bugs, diagnostics } = translateText(text, dialectCalled(source), dialectCalled(target));
    expect(bugs).toEqual([]);
    expect(report.statements.filter(({ notes }) => notes.some(({ code }) => code === 'TG299'))).toEqual([]);
    for (const { origin, span } of diagnostics) expect([origin, span]).not.toEqual([undefined, undefined]);
  });
});

describe.each(CORPUS_DIALECTS)(`the files of %s, byte for byte${skipped}`, (source) => {
  it.skipIf(!isCorpusThere).each(filesOf(source))('%s', (file) => {
    const text = textOf(source, file);
    expect(
      translateText(text, dialectCalled(source), dialectCalled(source)).written.map((output) => output.text),
    ).toEqual([text]);
  });
});

describe(`every line of a VRP file is accounted for${skipped}`, () => {
  it.skipIf(!isCorpusThere).each(filesOf('vrp'))('%s', (file) => {
    const text = textOf('vrp', file);
    const { report } = translateText(text, dialectCalled('vrp'), dialectCalled('tmsh'));
    const told = new Set([
      ...report.statements.map(({ line }) => line),
      ...linesOfOutputs(dialectCalled('vrp'), text),
    ]);
    const silent = text
      .split('\n')
      .flatMap((line, index) => (VRP_TRIVIA.test(line.trim()) || told.has(index + 1) ? [] : [line.trim()]));
    expect(silent).toEqual([]);
  });
});

/** Blanks, comments, and braces alone. */
const BRACES = /^(?:#.*|[{}\s;]*)$/;

describe.each(['tmsh', 'racoon'])(`every line of a file of %s is accounted for${skipped}`, (source) => {
  it.skipIf(!isCorpusThere).each(filesOf(source))('%s', (file) => {
    const text = textOf(source, file);
    const { report } = translateText(text, dialectCalled(source), dialectCalled('vrp'));
    const told = new Set([
      ...report.statements.flatMap(({ line, endLine }) =>
        Array.from({ length: endLine - line + 1 }, (_, index) => line + index),
      ),
      ...linesOfOutputs(dialectCalled(source), text),
    ]);
    const silent = text
      .split('\n')
      .flatMap((line, index) => (BRACES.test(line.trim()) || told.has(index + 1) ? [] : [line.trim()]));
    expect(silent).toEqual([]);
  });
});

/** Written by hand: tunnel interfaces whose source has no address in the text. */
const FAULTY: Readonly<Record<string, readonly string[]>> = { 'vrp-036.cfg': ['TG140', 'TG140'] };

describe(`no line of a device is an error, and no line of IPsec out of scope${skipped}`, () => {
  it.skipIf(!isCorpusThere).each(filesOf('vrp'))('%s', (file) => {
    const text = textOf('vrp', file);
    const vrp = dialectCalled('vrp');
    const { report } = translateText(text, vrp, dialectCalled('ir'));
    const errors = report.statements.filter(({ status }) => status === 'error');
    expect(errors.flatMap(({ notes }) => notes[0]?.code)).toEqual(FAULTY[file] ?? []);
    const { statements } = vrp.read([{ name: file, text }], vrp.detect(text)?.profile ?? vrp.defaultProfile);
    const lost = report.statements.filter(
      (row, index) =>
        row.status === 'out-of-scope' &&
        (isIpsecLine(row.text) || IPSEC_VIEWS.has(statements[index]?.view ?? '')),
    );
    expect(lost).toEqual([]);
  });
});

describe(`whose configuration it is${skipped}`, () => {
  const foreign = ['cisco_ios', 'cisco_asa', 'junos', 'ipsec_conf', 'swanctl'];
  it.skipIf(!isCorpusThere).each(foreign)('%s is taken for no dialect that is read', (folder) => {
    const taken = namesOf(folder).filter(
      (file) => chooseDialect([textOf(folder, file)], dialects).kind === 'chosen',
    );
    expect(taken).toEqual([]);
  });
});
