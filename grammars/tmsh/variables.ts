import type { VariableValue } from './statement.ts';
import type { Property } from './schema/property.ts';

/** Placeholders of our own: they tell what they stand for (`psk:hub`). */
const NAMED = /^\{\{(?:psk|address|local-address|interface|vlan):[^{}\r\n]*\}\}/;
/** `{{ name }}`, `$NAME`, `${NAME}`, `$(command)`, `<name>`, alone or in front of a prefix length. */
const VARIABLE =
  /^(\{\{[^{}\r\n]*\}\}|\$[A-Za-z_]\w*|\$\{[^{}\r\n]*\}|\$\([^()\r\n]*\)|<\w[\w .:-]*>)(%\d+)?(\/\d+)?$/;

export type Filled =
  | { readonly kind: 'plain' }
  /** A value with a placeholder, which lowering knows. */
  | { readonly kind: 'placeholder'; readonly value: string; readonly variable: VariableValue }
  /** A value that nothing can stand for. */
  | { readonly kind: 'needed'; readonly variable: VariableValue };

/**
 * A value that is not in the text. In a file of blocks only a template's `{{ … }}` can be one where any text is
 * allowed; in commands a shell fills in its variables everywhere.
 */
export function readVariable(
  name: string,
  { type, secret }: Property,
  text: string,
  isCommand: boolean,
): Filled {
  if (NAMED.test(text)) return { kind: 'plain' };
  const match = VARIABLE.exec(text);
  const [, word = '', domain = '', length = ''] = match ?? [];
  const isText = type.kind === 'string' || type.kind === 'reference' || type.kind === 'items';
  if (match === null || (isText && !isCommand && !word.startsWith('{{'))) {
    return text.includes('{{') && !isText ? needed(text) : { kind: 'plain' };
  }
  if (secret === true) return standIn('psk', word, '');
  const isIdentity = name.endsWith('id-value');
  if (isText && !isIdentity) return { kind: 'plain' };
  const isWhole = type.kind === 'address' || isIdentity || (type.kind === 'prefix' && length !== '');
  return isWhole ? standIn('address', word, `${domain}${length}`) : needed(word);
}

function standIn(kind: string, word: string, rest: string): Filled {
  const placeholder = `${kind}:${bare(word)}`;
  return {
    kind: 'placeholder',
    value: `{{${placeholder}}}${rest}`,
    variable: { text: word, placeholder },
  };
}

function needed(word: string): Filled {
  return { kind: 'needed', variable: { text: word, placeholder: `value:${bare(word)}` } };
}

/** `${NAME}` is `$NAME`, `{{ peer.ip }}` is `peer.ip`: one word, so that it can stand in any dialect's text. */
function bare(word: string): string {
  return word.replaceAll(/[^\w.$:-]+/g, '-').replaceAll(/\$-|^-|-$/g, (end) => (end === '$-' ? '$' : ''));
}
