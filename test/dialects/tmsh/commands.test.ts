import { describe, expect, it } from 'vitest';
import { printBlocks } from '../../../grammars/tmsh/print-blocks.ts';
import { printCommands } from '../../../grammars/tmsh/print-commands.ts';
import { tmsh } from '../../../src/dialects/tmsh/index.ts';
import type { Read } from '../../../src/dialects/dialect.ts';
import { scenarios } from '../../rosetta/scenario.ts';

const PROFILE = '16';

function read(...texts: readonly string[]): Read {
  const files = texts.map((text, index) => ({ name: `file-${index}`, text }));
  return tmsh.read(files, PROFILE);
}
function blocksOf({ objects }: Read): string {
  return [...printBlocks(objects)]
    .flat()
    .map(({ text }) => `${text}\n`)
    .join('');
}
function codesOf({ diagnostics }: Read): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

const PEER = `net ipsec ike-peer /Common/hub {
    lifetime 480
    remote-address 203.0.113.2
    traffic-selector {
        a
        b
    }
}
`;
const MADE =
  'create net ipsec ike-peer hub { lifetime 480 remote-address 203.0.113.2 traffic-selector add { a b } }';

/** tmsh reference 1.4 to 1.10: each way of typing gives the objects of the block. */
describe('commands act on the objects that blocks do', () => {
  it.each([
    ['braces', MADE],
    [
      'no braces',
      'create net ipsec ike-peer hub lifetime 480 remote-address 203.0.113.2 traffic-selector add { a b }',
    ],
    ['in a shell', `tmsh ${MADE}`],
    ['with sudo', `sudo tmsh ${MADE}`],
    ['in quotes', `tmsh -c '${MADE}'`],
    [
      'several in quotes',
      `tmsh -c 'create net ipsec ike-peer hub { lifetime 1 }; modify net ipsec ike-peer hub { lifetime 480 remote-address 203.0.113.2 traffic-selector add { a b } }'`,
    ],
    ['a prompt', `root@(bigip1)(cfg-sync Standalone)(Active)(/Common)(tmos)# ${MADE}`],
    ['a full path', MADE.replace(' hub ', ' /Common/hub ')],
    ['slashes for blanks', MADE.replace('net ipsec ike-peer', '/net ipsec ike-peer')],
    ['a module of the session', `net ipsec\n${MADE.replace('net ipsec ', '')}`],
    ['words cut short', 'cre net ipsec ike-p hub { lifet 480 remote-a 203.0.113.2 traffic-s add { a b } }'],
    ['lines continued', MADE.replaceAll(' { ', ' \\\n  { ').replace('remote', '\\\n remote')],
    ['comments', `# first\n${MADE} ; # behind\n# last\n`],
    ['modified later', `${MADE.replace('480', '60')}\nmodify net ipsec ike-peer hub lifetime 480`],
    [
      'a list that grows',
      `${MADE.replace('a b', 'a')}\nmodify net ipsec ike-peer hub traffic-selector add { b }`,
    ],
    [
      'a list that shrinks',
      `${MADE.replace('a b', 'a x b')}\nmodify net ipsec ike-peer hub traffic-selector delete { x }`,
    ],
    [
      'a list replaced',
      `${MADE.replace('a b', 'x y')}\nmodify net ipsec ike-peer hub { traffic-selector replace-all-with { a b } }`,
    ],
    [
      'a list emptied and filled',
      `${MADE.replace('a b', 'x')}\nmodify net ipsec ike-peer hub traffic-selector none\nmodify net ipsec ike-peer hub traffic-selector add { a b }`,
    ],
    ['made, deleted, made', `${MADE.replace('480', '1')}\ndelete net ipsec ike-peer hub\n${MADE}`],
    ['all modified', `${MADE.replace('480', '1')}\nmodify net ipsec ike-peer all lifetime 480`],
    [
      'what leaves the configuration alone',
      `${MADE}\nsave sys config\nlist net ipsec ike-peer\nshow net ipsec ike-sa`,
    ],
  ])('%s', (_way, text) => {
    const found = read(text);
    expect([blocksOf(found), found.diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([
      PEER,
      [],
    ]);
  });

  it('a folder of the session', () => {
    const text = `cd /site1\n${MADE}`;
    const inFolder = PEER.replace('/Common/', '/site1/')
      .replace(' a\n', ' /site1/a\n')
      .replace(' b\n', ' /site1/b\n');
    expect(blocksOf(read(text))).toBe(inFolder);
  });

  it('blocks of one file and commands of another', () => {
    const change = 'modify net ipsec ike-peer hub lifetime 480\n';
    expect(blocksOf(read(change, PEER.replace('480', '60')))).toBe(PEER);
  });
});

describe('commands that are wrong', () => {
  it.each([
    ['a fragment: its object is made elsewhere', 'modify net ipsec ike-peer hub lifetime 480', 'TG114'],
    ['made twice', `${MADE}\n${MADE}`, 'TG113'],
    ['an unknown property', MADE.replace('lifetime', 'lifespan'), 'TG101'],
    ['a value out of range', MADE.replace('480', '0'), 'TG111'],
    ['a word that is none of the list', MADE.replace('lifetime 480', 'mode agressive'), 'TG110'],
    ['a property without its value', 'create net ipsec ike-peer hub lifetime', 'TG106'],
    ['a verb misspelt', MADE.replace('create', 'craete'), 'TG101'],
    ['a component misspelt', MADE.replace('ike-peer', 'ike-pere'), 'TG101'],
    ['a component that is shown, misspelt', 'show net ipsec ike-saa', 'TG101'],
    ['a component that is shown, cut too short', 'show net ipsec ip', 'TG110'],
    ['a filter that is none', 'delete net ipsec ike-sa peer-ipp 203.0.113.2', 'TG101'],
    ['a filter that is no address', 'delete net ipsec ipsec-sa src-addr 203.0.113', 'TG110'],
    ['a required property that is missing', 'create net ipsec ike-peer hub lifetime 480', 'TG106'],
  ])('%s', (_what, text, code) => {
    const found = read(`${text}\n`);
    const errors = found.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map((one) => one.code)).toContain(code);
    expect(errors.every(({ origin, span }) => origin !== undefined || span !== undefined)).toBe(true);
  });

  it.each([
    'show net ipsec ike-sa all-properties',
    'list net ipsec all-properties',
    'list net ipsec ike-peer hub one-line',
    'delete net ipsec ike-sa',
    'delete net ipsec ike-sa { peer-ip 203.0.113.2 peer-name hub route-domain 1 }',
    'del net ipsec ipsec-sa spi 300 src-addr 203.0.113.2 dst-addr 198.51.100.1 traffic-selector ts',
  ])('nothing in %s', (text) => {
    const errors = read(`${MADE}\n${text}\n`).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });

  it('says what was meant', () => {
    const [first] = read(`${MADE.replace('lifetime', 'lifetme')}\n`).diagnostics;
    expect(first?.help).toContain('lifetime');
  });
});

describe('what a shell or a template fills in is needed', () => {
  it.each([
    ['$PEER', 'address:PEER'],
    ['${PEER}', 'address:PEER'],
    ['{{ peer.ip }}', 'address:peer.ip'],
    ['<peer-address>', 'address:peer-address'],
  ])('%s', (typed) => {
    const found = read(MADE.replace('203.0.113.2', typed));
    expect(codesOf(found)).toContain('TG122');
    expect(found.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('a number cannot be a placeholder', () => {
    const found = read(MADE.replace('480', '$LIFETIME'));
    expect(found.diagnostics.filter(({ severity }) => severity === 'error').length).toBe(1);
  });
});

const SCENARIOS = scenarios.map(({ name, tmsh: text }) => [name, text] as const);

describe('blocks as commands, and back', () => {
  it.each(SCENARIOS)('%s', (_name, text) => {
    const blocks = read(text);
    const commands = printCommands(blocks.objects, () => false).map((command) => command.text);
    const again = read(`${commands.join('\n')}\n`);
    expect([blocksOf(again), commands.at(-1)]).toEqual([blocksOf(blocks), 'save sys config']);
  });
});

/** The objects of a text, by their headers in the first column. */
function objectAt(text: string, offset: number): string {
  const headers = [...text.matchAll(/^[a-z][^\n]*\{$/gm)].filter(({ index }) => index <= offset);
  return headers.at(-1)?.[0] ?? '';
}

describe('a brace that is missing costs one object', () => {
  it.each(SCENARIOS)('%s', (_name, text) => {
    for (const { index } of text.matchAll(/[{}]/g)) {
      const broken = text.slice(0, index) + text.slice(index + 1);
      const found = read(broken);
      const errors = found.diagnostics.filter(({ severity }) => severity === 'error');
      const owner = objectAt(text, index).replace(' {', '').replace('{', '');
      const places = errors.map(({ origin }) => found.statements[origin ?? -1]?.span.start ?? 0);
      const owners = new Set(places.map((place) => lastHeader(broken, place)));
      expect([index, errors.length > 0, [...owners]]).toEqual([index, true, [owner]]);
    }
  });

  function lastHeader(text: string, offset: number): string {
    const headers = [...text.matchAll(/^(?:ltm|net|sys) [^\n{]*/gm)].filter(({ index }) => index <= offset);
    return (headers.at(-1)?.[0] ?? '').trim();
  }
});
