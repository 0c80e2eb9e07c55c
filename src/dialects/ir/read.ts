import { createRequire } from 'node:module';
import type * as library from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { emptyObject } from '../../../grammars/objects/object.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, SourceFile } from '../../ir/diagnostic.ts';
import type { IrDocument } from '../../ir/document.ts';
import { schema } from '../../ir/schema.ts';
import type { Read } from '../dialect.ts';
import { type JsonDocument, readJson } from './statements.ts';

/** A document that is one, or nothing: what is wrong stands in the diagnostics. */
export interface ReadDocument extends Read {
  readonly document: IrDocument | undefined;
  readonly members: JsonDocument['members'];
}

let compiled: ValidateFunction<IrDocument> | undefined;

/** Ajv is loaded here: no other dialect waits for it, and reading does not wait for promises. */
function validator(): ValidateFunction<IrDocument> {
  if (compiled !== undefined) return compiled;
  const { Ajv }: typeof library = createRequire(import.meta.url)('ajv');
  compiled = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<IrDocument>(schema);
  return compiled;
}

/** The document of a file; `--from ir` takes one at a time. */
export function read(files: readonly SourceFile[]): ReadDocument {
  const [file] = files;
  const json = readJson(file?.text ?? '');
  const base = {
    files,
    objects: emptyObject('ir', ''),
    operations: [],
    pending: new Map(),
    members: new Map(),
  };
  if ('message' in json) {
    const { message, offset } = json;
    const span = { file: 0, start: offset, end: offset + 1 };
    const found = diagnostic('TG110', { parameter: 'an IR document', kind: `JSON: ${message}` }, { span });
    return { ...base, statements: [], diagnostics: [found], document: undefined };
  }
  const statements = json.statements.map(({ start, end }) => ({
    span: { file: 0, start, end },
    view: 'ir',
  }));
  const isDocument = validator();
  const { value } = json;
  if (!isDocument(value)) {
    const diagnostics = tellErrors(isDocument.errors ?? [], json);
    return { ...base, statements, diagnostics, document: undefined };
  }
  const { members } = json;
  return {
    ...base,
    statements,
    diagnostics: [],
    document: value,
    members,
    operations: (value.operations ?? []).map((operation) => ({
      origins: Object.values(members.get(operation) ?? {}).flat(),
      operation,
      filters: [],
      diagnostics: [],
    })),
  };
}

/** What the schema has against a document; of a union only that no member fits. */
function tellErrors(
  errors: readonly ErrorObject[],
  { spanOf, statements }: JsonDocument,
): readonly Diagnostic[] {
  const deepest = errors.filter(({ keyword }) => keyword !== 'if');
  const seen = new Set<string>();
  return deepest.flatMap((error) => {
    const pointer = error.instancePath;
    if (seen.has(pointer)) return [];
    seen.add(pointer);
    const range = spanOf(pointer);
    const origin = statements.findIndex(({ start, end }) => start <= range.start && range.end <= end);
    const details = { parameter: pointer === '' ? 'the document' : pointer.slice(1), kind: kindOf(error) };
    return [
      diagnostic('TG110', details, {
        span: { file: 0, ...range },
        ...(origin === -1 ? {} : { origin }),
      }),
    ];
  });
}

function kindOf({ keyword, message = '', params }: ErrorObject): string {
  const { additionalProperty, allowedValues }: Record<string, unknown> = params;
  if (keyword === 'additionalProperties') return `without a member "${String(additionalProperty)}"`;
  if (Array.isArray(allowedValues)) return `one of ${allowedValues.map(String).join(', ')}`;
  return message.replace(/^must (?:be )?/, keyword === 'required' ? 'whole: it must ' : '');
}
