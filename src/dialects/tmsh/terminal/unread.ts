import type { WrittenFiles } from '../../dialect-terminal.ts';

/** The objects of a device's files that no table knows (pools, rules, users), as they were written. */
export function unreadBlocks({ files, statements }: WrittenFiles): readonly string[] {
  return files.flatMap(({ text }, file) => {
    const own = statements.filter(
      ({ span, row }) => span.file === file && (span.end > 0 || row === undefined),
    );
    const blocks: string[] = [];
    let start: number | undefined;
    for (const { span, view } of own) {
      if (view === '') start ??= span.start;
      else if (start !== undefined) {
        blocks.push(text.slice(start, span.start).trimEnd());
        start = undefined;
      }
    }
    return start === undefined ? blocks : [...blocks, text.slice(start).trimEnd()];
  });
}
