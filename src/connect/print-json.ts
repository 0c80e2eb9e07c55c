import type { Connected } from './connect.ts';

/** For programs. Sources are told by file and line; keys are in it nowhere. */
export function connectedJson({ ends, connections, alone }: Connected): object {
  return {
    left: { name: ends.left.name, files: filesOf(ends.left.side.read.files) },
    right: { name: ends.right.name, files: filesOf(ends.right.side.read.files) },
    connections,
    alone,
  };
}
function filesOf(files: readonly { readonly name: string }[]): readonly string[] {
  return files.map(({ name }) => name);
}
