// Writes the parts of docs/ that follow from the code: codes, statements and commands of each dialect, the schema of labs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { CODES, type CodeProperties } from '../src/ir/codes.ts';
import type { Row } from '../src/dialects/dialect.ts';
import { dialects } from '../src/dialects/registry.ts';
import { labSchema } from '../src/simulator/lab/schema.ts';
import { commandsPage } from './commands-page.ts';
import { racoonPage, tmshPage, vrpPage } from './dialect-pages.ts';

const GENERATED = 'Generated from the code by `npm run docs`: not to be edited.';

async function write(path: string, text: string): Promise<void> {
  writeFileSync(path, await format(text, { parser: 'markdown' }));
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function codes(): string {
  const rows = Object.entries<CodeProperties>(CODES).map(
    ([code, { severity, status, text }]) => `| ${code} | ${severity} | ${status ?? ''} | ${cell(text)} |`,
  );
  return `# Codes\n\n${GENERATED}\n\nTG1xx are found in reading, TG2xx in translating, TG3xx in translating operational commands, TG4xx by lint, TG5xx in labs and scripts. An error makes its statement \`error\`; a note or a warning with a status gives it that.\n\n| code | severity | status | text |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function meaning({ unread }: Row): string {
  if (unread === undefined) return 'read';
  return unread === 'out-of-scope' ? 'not IPsec' : `${unread.code}: ${unread.advice}`;
}

function statements(): string {
  const parts = dialects
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, profiles, rows }) => {
      const list = rows.map((row) => `- \`${row.line}\`: ${meaning(row)}`);
      return `## ${name}\n\nProfiles: ${profiles.join(', ')}. ${rows.length} kinds of statements.\n\n${list.join('\n')}\n`;
    });
  return `# Statements\n\n${GENERATED}\n\n"Read": it becomes part of the gateway. A code: it has no part in it, and the report says so with this advice. Any other statement of these languages is kept and reported as out of scope; one of IPsec that is not here is an error.\n\n${parts.join('\n')}`;
}

await write('docs/codes.md', codes());
await write('docs/statements.md', statements());
mkdirSync('docs/dialects', { recursive: true });
// Not formatted: their tables would be as wide as the longest command.
for (const [name, page] of Object.entries({ vrp: vrpPage, tmsh: tmshPage, racoon: racoonPage })) {
  writeFileSync(`docs/dialects/${name}.md`, `# ${name}\n\n${GENERATED}\n\n${page()}`);
}
await write('docs/commands.md', commandsPage(GENERATED));
writeFileSync('docs/lab.schema.json', await format(JSON.stringify(labSchema), { parser: 'json' }));
