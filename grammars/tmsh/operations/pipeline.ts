import type { Element } from '../blocks.ts';

/** `| grep REGEX`, `| grep -v REGEX`, `| count` (tmsh reference 1.5). */
export interface LineFilter {
  readonly kind: 'include' | 'exclude' | 'count';
  readonly pattern: string;
}

const COMMANDS: ReadonlySet<string> = new Set(['grep', 'count']);

/** Whether what stands behind a bar filters the output of the command before it. */
export function beginsFilter(element: Element | undefined): boolean {
  return element?.kind === 'word' && COMMANDS.has(element.image);
}

/** A command and what its output goes through. */
export function splitPipeline(elements: readonly Element[]): {
  readonly elements: readonly Element[];
  readonly filters: readonly LineFilter[];
} {
  const bar = elements.findIndex(
    (element, index) => element.kind === 'word' && element.image === '|' && beginsFilter(elements[index + 1]),
  );
  if (bar === -1) return { elements, filters: [] };
  const images = elements
    .slice(bar + 1)
    .flatMap((element) => (element.kind === 'word' ? [element.image] : []));
  const filters = images.join(' ').split(' | ').map(filterOf);
  return { elements: elements.slice(0, bar), filters };
}

/** `grep -v x`, `count`, in bash `wc -l`. */
export function filterOf(stage: string): LineFilter {
  const [command, ...words] = stage.trim().split(/[ \t]+/);
  if (command === 'count' || command === 'wc') return { kind: 'count', pattern: '' };
  const options = words.filter((word) => /^-[A-Za-z]+$/.test(word));
  const pattern = words.filter((word) => !options.includes(word)).join(' ');
  const isInverse = options.some((option) => option.includes('v'));
  return { kind: isInverse ? 'exclude' : 'include', pattern: pattern.replaceAll(/^["']|["']$/g, '') };
}
