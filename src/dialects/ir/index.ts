import type { IrDocument } from '../../ir/document.ts';
import type { Gateway } from '../../ir/gateway.ts';
import { DERIVED_ORIGIN, type Origins, originTable } from '../../ir/origins.ts';
import type { Detected, Dialect, Raised, Said, Style, Written } from '../dialect.ts';
import { Raising } from '../dialect-raising.ts';
import { behaviour } from './behaviour.ts';
import { lower } from './lower.ts';
import { outputs } from './outputs.ts';
import { printJson } from './print.ts';
import { read } from './read.ts';

const PROFILE = '1';

/** The intermediate representation itself, as a JSON document: no device speaks it. */
export const ir: Dialect = {
  name: 'ir',
  profiles: [PROFILE],
  defaultProfile: PROFILE,
  filesOfGateway: 'one',
  rows: [],
  detect,
  read,
  lower,
  secretsIn: (statement) =>
    [...statement.matchAll(/"psk"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].map(({ 0: whole, 1: key = '', index }) => {
      const end = index + whole.length - 1;
      return { start: end - key.length, end };
    }),
  behaviour: { [PROFILE]: behaviour },
  outputs,
  target: {
    saysEverything: true,
    limits: { [PROFILE]: { versions: ['ikev2', 'ikev1'], members: {}, names: {} } },
    raise,
    write,
  },
};

function detect(text: string): Detected | undefined {
  if (!/^\s*\{\s*"/.test(text) || !/"ir"\s*:\s*1\b/.test(text)) return undefined;
  return { profile: PROFILE, score: 100, because: 'it begins as an IR document', tie: false };
}

/** A gateway says everything that a gateway is: each line is an assignment of the document. */
function raise(gateway: Gateway, origins: Origins, _profile: string, style: Style): Raised {
  const table = style.origins ? { origins: originTable(origins, gateway) } : {};
  const { asked = [], alone = false } = style.operations ?? {};
  const root: IrDocument = {
    ir: 1,
    ...(alone ? {} : { gateway, ...table }),
    ...(asked.length === 0 ? {} : { operations: asked }),
  };
  const document = new RaisedDocument(origins, style);
  for (const { text, said } of printJson(root, (object) => origins.has(object))) {
    document.line(
      text,
      said.filter(([object]) => object !== root),
    );
  }
  return document.result();
}

class RaisedDocument extends Raising {
  constructor(origins: Origins, style: Style) {
    super(`ir@${PROFILE}`, 'ir', origins, style);
  }

  line(text: string, said: Said): void {
    const values = { text };
    this.append(
      this.root,
      { view: 'ir', slot: 'line', operator: 'add', values, origin: DERIVED_ORIGIN },
      said,
    );
  }
}

function write({ objects }: Raised): readonly Written[] {
  const lines = objects.slots.get('line') ?? [];
  const text = lines.map(({ values }) => `${String(values['text'])}\n`).join('');
  return [{ file: 'gateway.json', text, lines: lines.map((line) => [line]) }];
}
