import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';

/** The schema of OASIS, without the names of its draft and of itself. */
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
);
const validate = new Ajv({
  strict: false,
  allErrors: true,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(schema);

/** What a document has against the schema of SARIF 2.1.0. */
export function sarifErrors(document: unknown): readonly unknown[] {
  validate(document);
  return validate.errors ?? [];
}
