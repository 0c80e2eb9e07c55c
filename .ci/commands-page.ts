import { dialects } from '../src/dialects/registry.ts';
import { NO_LAYOUT } from '../src/dialects/dialect-terminal.ts';
import type { Expression, OperationalLanguage } from '../src/dialects/dialect-operations.ts';
import type { Operation } from '../src/ir/operation.ts';
import {
  isSelective,
  isShowing,
  levelOf,
  readBack,
  type WayReadBack,
} from '../src/translate/operations/reading-back.ts';
import { unsaidMembers } from '../src/translate/operations/selection.ts';

const A = '203.0.113.2';
const L = '198.51.100.1';
const PAIR = { localAddress: L, remoteAddress: A };
const CLEARING = { children: 'delete', then: 'on-traffic', childConnection: 'not-selected' } as const;

/** The rows of the page: what is asked, in words and as an operation. */
const ASKED: readonly (readonly [words: string, operation: Operation])[] = [
  ['clear every IKE SA', { kind: 'clear-ike-sa', select: {}, ...CLEARING }],
  ['clear IKE SA number 7', { kind: 'clear-ike-sa', select: { connectionId: 7 }, ...CLEARING }],
  ['clear the IKE SAs of a peer', { kind: 'clear-ike-sa', select: { remoteAddress: A }, ...CLEARING }],
  ['clear every IKEv1 SA', { kind: 'clear-ike-sa', select: { version: 'ikev1' }, ...CLEARING }],
  ['clear every IKEv2 SA', { kind: 'clear-ike-sa', select: { version: 'ikev2' }, ...CLEARING }],
  [
    'clear the IKEv1 SAs between two addresses',
    { kind: 'clear-ike-sa', select: { version: 'ikev1', ...PAIR }, ...CLEARING },
  ],
  ['clear every IPsec SA', { kind: 'clear-child-sa', select: {}, then: 'on-traffic' }],
  [
    'clear the IPsec SAs with a peer',
    { kind: 'clear-child-sa', select: { remoteAddress: A }, then: 'on-traffic' },
  ],
  ['clear the IPsec SAs between two gateways', { kind: 'clear-child-sa', select: PAIR, then: 'on-traffic' }],
  [
    'clear an IPsec SA by its SPI',
    { kind: 'clear-child-sa', select: { ...PAIR, protocol: 'esp', spi: 256 }, then: 'on-traffic' },
  ],
  [
    'clear the IPsec SAs of a policy',
    { kind: 'clear-child-sa', select: { policy: { name: 'map1', sequence: 10 } }, then: 'on-traffic' },
  ],
  [
    'clear the IPsec SAs of a selector',
    { kind: 'clear-child-sa', select: { trafficSelector: 'ts1' }, then: 'on-traffic' },
  ],
  [
    'start an IKEv1 SA',
    { kind: 'initiate', select: { version: 'ikev1', ...PAIR }, level: 'ike', wait: true },
  ],
  ['show the IKE SAs', { kind: 'show-ike-sa', select: {}, detail: 'brief' }],
  ['show the IKE SAs in full', { kind: 'show-ike-sa', select: {}, detail: 'full' }],
  ['show the IKE SAs of a peer', { kind: 'show-ike-sa', select: { remoteAddress: A }, detail: 'brief' }],
  ['show the IPsec SAs', { kind: 'show-child-sa', select: {}, detail: 'full' }],
  ['show the IPsec SAs in brief', { kind: 'show-child-sa', select: {}, detail: 'brief' }],
  ['show why tunnels went down', { kind: 'show-offline-log' }],
  ['the same of a peer', { kind: 'show-offline-log', remoteAddress: A }],
  ['show why negotiations failed', { kind: 'show-failure-log' }],
  ['clear the list of tunnels that went down', { kind: 'clear-log', log: 'offline' }],
  ['clear the list of failures', { kind: 'clear-log', log: 'failure' }],
  ['show the counters of IKE', { kind: 'show-statistics', subject: 'ike' }],
  ['show the counters of IKE messages', { kind: 'show-statistics', subject: 'ike-messages' }],
  ['show the counters of IPsec', { kind: 'show-statistics', subject: 'ipsec' }],
  ['clear the counters of IKE', { kind: 'clear-statistics', subject: 'ike' }],
  ['clear the counters of IPsec', { kind: 'clear-statistics', subject: 'ipsec' }],
  ['show events as they happen', { kind: 'show-events', follow: true }],
  ['show the timers', { kind: 'show-timers' }],
  ["show the peer's certificate", { kind: 'show-certificate', select: { version: 'ikev1', ...PAIR } }],
  ['show the configuration', { kind: 'show-configuration', defaults: false }],
  ['show the peers', { kind: 'show-configuration', objects: 'peer', defaults: true }],
  ['show a peer', { kind: 'show-configuration', object: { kind: 'peer', name: 'hub' }, defaults: true }],
  ['show the IKE proposals', { kind: 'show-configuration', objects: 'ike-proposal', defaults: true }],
  ['show the IPsec proposals', { kind: 'show-configuration', objects: 'ipsec-proposal', defaults: true }],
  ['show the policies', { kind: 'show-configuration', objects: 'policy', defaults: true }],
  ['show the selectors', { kind: 'show-configuration', objects: 'selector', defaults: true }],
  [
    'show the settings of IKE',
    { kind: 'show-configuration', object: { kind: 'ike-settings' }, defaults: true },
  ],
  ['save the configuration', { kind: 'save-configuration' }],
  [
    'load a file into the configuration',
    { kind: 'load-configuration', how: 'merge', file: '/var/tmp/x.conf' },
  ],
  ['load the configuration again', { kind: 'load-configuration', how: 'reload' }],
  ['change to the configuration', { kind: 'enter-mode', mode: 'configuration' }],
  ['leave the configuration', { kind: 'enter-mode', mode: 'operational' }],
  ['switch paging off', { kind: 'set-paging', lines: 0 }],
];

/** One cell, and the remarks that stand below the table. */
interface Cell {
  readonly text: string;
  readonly remarks: readonly string[];
}

function cellOf(operation: Operation, language: OperationalLanguage, profile: string, name: string): Cell {
  const expression = language.express(operation, profile);
  if (expression.kind === 'needless') return { text: `not needed: ${expression.means}`, remarks: [] };
  if (expression.kind === 'none') return { text: '–', remarks: [remarkOf(expression)] };
  const to = { language, profile, name };
  const read = readBack(expression.ways, to);
  const exact = read.find((way) => isContained(operation, way));
  const shown = exact ?? (isShowing(operation) ? read[0] : undefined);
  if (shown === undefined && !isSelective(operation)) {
    const command = expression.ways[0]?.commands[0] ?? '';
    throw new Error(`${name} does not read its own "${command}"`);
  }
  if (shown === undefined) {
    return {
      text: '–',
      remarks: ['its commands would reach more: refused until `--sas` or `--config` shows that they do not'],
    };
  }
  const remarks = (shown.diagnostics ?? []).map(({ message }) => message);
  const more = exact === undefined ? ['shows more'] : [];
  return {
    text: shown.commands.map((command) => `\`${command.replaceAll('|', '\\|')}\``).join('<br>'),
    remarks: [...more, ...remarks, ...versionRemark(operation, shown)],
  };
}

function isContained(operation: Operation, { means }: WayReadBack): boolean {
  if (!isSelective(operation)) return true;
  const { select } = operation;
  return means.every((reached) => {
    if (!isSelective(reached)) return true;
    if (select.connectionId !== undefined) return reached.select.connectionId === select.connectionId;
    const level = levelOf(reached);
    return unsaidMembers({ reached: reached.select, wanted: select, level, keepsNames: true }).length === 0;
  });
}

/** Commands that reach the SAs of one version only. */
function versionRemark(operation: Operation, { means }: WayReadBack): readonly string[] {
  if (!isSelective(operation) || operation.select.version !== undefined) return [];
  const versions = new Set(
    means.flatMap((reached) => (isSelective(reached) ? [reached.select.version] : [])),
  );
  const [version] = versions;
  if (versions.size !== 1 || version === undefined) return [];
  return [`reaches ${version === 'ikev1' ? 'IKEv1' : 'IKEv2'} only`];
}

function remarkOf({ nearest, because }: Extract<Expression, { kind: 'none' }>): string {
  return nearest === undefined ? because : `nearest is ${nearest}, because ${because}`;
}

interface Column {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** The devices of each dialect; those that are asked alike share a column. */
function columnsOf(): readonly Column[] {
  return dialects.flatMap(({ name, profiles, operations }) => {
    if (operations === undefined) return [];
    const columns = profiles.map((profile) => ({
      profile,
      cells: ASKED.map(([, operation]) => cellOf(operation, operations, profile, name)),
    }));
    const alike = new Map<string, (typeof columns)[number][]>();
    for (const column of columns) {
      const key = JSON.stringify(column.cells);
      alike.set(key, [...(alike.get(key) ?? []), column]);
    }
    return [...alike.values()].map((group) => ({
      name:
        group.length === profiles.length ? name : group.map(({ profile }) => `${name}@${profile}`).join(', '),
      cells: group[0]?.cells ?? [],
    }));
  });
}

/** The page: operations as rows, devices as columns, what differs below. */
export function commandsPage(generated: string): string {
  const columns = columnsOf();
  const numbers = new Map<string, number>();
  const rows = ASKED.map(([words], index) => {
    const cells = columns.map((column) => {
      const { text, remarks } = column.cells[index] ?? { text: '', remarks: [] };
      const marks = [...new Set(remarks)].map((remark) => {
        const number = numbers.get(remark) ?? numbers.size + 1;
        numbers.set(remark, number);
        return ` (${number})`;
      });
      return text + marks.join('');
    });
    return `| ${[words, ...cells].join(' | ')} |`;
  });
  const head = `| | ${columns.map(({ name }) => name).join(' | ')} |\n|${'---|'.repeat(columns.length + 1)}`;
  const notes = [...numbers].map(([remark, number]) => `${number}. ${remark}`);
  return `# Commands\n\n${generated}\n\nWhat operators ask of a gateway, and how each device is asked. ${A} is the peer, ${L} the device itself. A dash: there is no such command, or it would reach more than is asked: then nothing is written until \`--sas\` (captured output) or \`--config\` shows that it does not. What comes back after a clear, and what goes with it, differs by device: the report of a translation tells.\n\n${head}\n${rows.join('\n')}\n\n${notes.join('\n')}\n\n${withoutLayout()}\n${helpWords()}`;
}

/** What a simulated device answers with an Info line alone. */
function withoutLayout(): string {
  const rows = dialects.flatMap(({ name, profiles, terminal }) =>
    profiles.flatMap((profile) => {
      const commands = terminal?.commandsWithoutLayout?.(profile) ?? [];
      return commands.length === 0
        ? []
        : [`| ${name}@${profile} | ${commands.map((command) => `\`${command}\``).join(', ')} |`];
    }),
  );
  return `## Outputs that no reference shows\n\nA session answers these with \`${NO_LAYOUT}\`; \`run --json\` has the results of those that ask the SA engine.\n\n| device | commands |\n|---|---|\n${rows.join('\n')}\n`;
}

/** How far the help of sessions has texts of devices. */
function helpWords(): string {
  const rows = dialects.flatMap(({ name, profiles, terminal }) =>
    profiles.flatMap((profile) => {
      const coverage = terminal?.helpCoverage?.(profile);
      if (coverage === undefined) return [];
      const { words, documented } = coverage;
      return [`| ${name}@${profile} | ${words} | ${documented} | ${words - documented} |`];
    }),
  );
  return `## Help of sessions\n\nWhat \`?\` says of a word is the device's own text where one is known, else one neutral word for each kind of thing.\n\n| device | words | with a text of the device | with a neutral one |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}
