import { visible } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text from a configuration inside an element or a quoted attribute: nothing in it is markup. */
export function html(given: string): string {
  return visible(given.replaceAll('\t', ' ')).replaceAll(
    /[<>&"']/g,
    (character) => ENTITIES[character] ?? character,
  );
}
