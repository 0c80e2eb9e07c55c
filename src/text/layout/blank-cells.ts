import type { Layout, TextRow } from './layout.ts';
import { parseLines, type Templates } from './template.ts';

/** Finds the cells that rows have no text for: of those that may be blank only the ones that always are. */
export class BlankCells {
  readonly #filled = new Set<string>();
  readonly #blank = new Map<string, { readonly mayBeBlank: boolean }>();

  /** A function that looks at the rows of an output. */
  lookerOf({ heading = [], row }: Layout): (row: TextRow) => void {
    const templates = parseLines([...heading, ...row]);
    return (printed) => {
      this.#look(templates, printed);
    };
  }

  get names(): readonly string[] {
    return [...this.#blank].flatMap(([name, { mayBeBlank }]) =>
      mayBeBlank && this.#filled.has(name) ? [] : [name],
    );
  }

  #look(templates: Templates, row: TextRow): void {
    for (const template of templates) {
      if (template.kind === 'each') {
        const list = row[template.name];
        for (const element of typeof list === 'object' ? list : []) this.#look(template.templates, element);
      } else if (!template.isOptional) {
        for (const { name, mayBeBlank } of template.cells) {
          if (name in row) this.#filled.add(name);
          else this.#blank.set(name, { mayBeBlank });
        }
      }
    }
  }
}

/** "hardSeconds" in words; what only tells one cell from another of the same meaning is left out. */
export function spacedName(cell: string): string {
  return cell
    .replace(/(?:Alone|Short|Hexadecimal|Capital|Public|Dash|Index|Hyphenated|Slashed|Of[A-Z]\w*)$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
