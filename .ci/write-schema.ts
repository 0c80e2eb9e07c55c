// Writes src/ir/schema.ts: the JSON Schema of the IR, generated from its types.
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { createGenerator } from 'ts-json-schema-generator';

const PATH = 'src/ir/schema.ts';
const schema = createGenerator({
  path: 'src/ir/document.ts',
  type: 'IrDocument',
  tsconfig: 'tsconfig.json',
  skipTypeCheck: true,
}).createSchema('IrDocument');
const text = `/** JSON Schema of \`IrDocument\`. Generated from the types by "npm run schema": not to be edited. */
export const schema: object = ${JSON.stringify(schema)};
`;
writeFileSync(PATH, await format(text, { ...(await resolveConfig(PATH)), filepath: PATH }));
