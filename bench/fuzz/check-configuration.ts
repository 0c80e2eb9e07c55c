import type { Dialect } from '../../src/dialects/dialect.ts';
import type { SourceFile } from '../../src/ir/diagnostic.ts';
import { translate } from '../../src/translate/translate.ts';

/**
 * What must hold of any input: reading and lowering it throws nothing, every statement is a part of the text and stands
 * behind the one before it, and printed as it was it is the same. Gives what does not hold.
 */
export function checkReading(dialect: Dialect, profile: string, file: SourceFile): readonly string[] {
  try {
    const read = dialect.read([file], profile);
    dialect.lower(read, profile);
    const wrong = read.statements.filter(({ span: { start, end } }, index) => {
      const before = read.statements[index - 1]?.span.end ?? 0;
      return !(start >= before && end > start && end <= file.text.length);
    });
    return wrong.map(({ span }) => `the statement at ${span.start}..${span.end} is out of place`);
  } catch (error) {
    return [`reading: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

/** The same of its translation: no exception, no difference in meaning, no statement without a status; its own dialect byte for byte. */
export function checkTranslation(
  from: Dialect,
  profile: string,
  to: Dialect,
  file: SourceFile,
): readonly string[] {
  try {
    const { bugs, written } = translate([file], {
      from: { dialect: from, profile },
      to: { dialect: to, profile: from === to ? profile : to.defaultProfile },
      because: '',
      accepted: new Set(),
      placeholders: {},
      compact: false,
    });
    const isChanged = from === to && written[0]?.text !== file.text;
    return isChanged ? [...bugs, 'printed as it was it is another'] : bugs;
  } catch (error) {
    return [`translating: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
