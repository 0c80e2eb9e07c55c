import { diagnostic } from '../../../ir/codes.ts';
import type { ObjectReference, Operation, SaSelector, StatisticsSubject } from '../../../ir/operation.ts';
import type { Expression, Way } from '../../dialect-operations.ts';
import { plain, racoonctlCommands } from '../../racoonctl/express.ts';

/** The commands that may say an operation, the narrowest first (`translation.md` 4). IKEv1 is racoon's, and racoonctl runs in bash. */
export function express(operation: Operation): Expression {
  switch (operation.kind) {
    case 'clear-ike-sa':
      return operation.select.version === 'ikev1'
        ? ways(clearIkev1(operation))
        : eachAlone(ikeFilters(operation.select).map((filter) => words('delete net ipsec ike-sa', filter)));
    case 'clear-child-sa':
      return ways(childFilters(operation.select).map((filters) => ({ commands: deletions(filters) })));
    case 'initiate':
      return operation.select.version === 'ikev1' && racoonctlCommands(operation).length > 0
        ? ways(inBash(racoonctlCommands(operation)))
        : none('BIG-IP has no start command', 'a packet that matches the traffic selector');
    case 'show-ike-sa':
      return ways(showIkeSa(operation));
    case 'show-child-sa': {
      const option = operation.detail === 'full' ? 'all-properties' : '';
      return ways(
        childFilters(operation.select).map((filters) => ({
          commands: filters.map((filter) => words('show net ipsec ipsec-sa', filter, option)),
        })),
      );
    }
    case 'show-offline-log':
    case 'show-failure-log':
      return none('BIG-IP keeps no such list', '/var/log/ipsec.log, for IKEv1 /var/log/racoon.log');
    case 'show-statistics':
      return ways([{ commands: STATISTICS[operation.subject].map((component) => `show net ${component}`) }]);
    case 'clear-statistics':
      return ways([
        { commands: STATISTICS[operation.subject].map((component) => `reset-stats net ${component}`) },
      ]);
    case 'clear-log':
      return none('BIG-IP keeps no such list');
    case 'show-events':
      return operation.follow
        ? none('BIG-IP shows no stream of events', '"tail -f /var/log/racoon.log" in bash')
        : none('BIG-IP keeps no list of events', '/var/log/racoon.log');
    case 'show-timers':
      return none(
        'BIG-IP does not list its timers',
        '"Life/Active Time" of "show net ipsec ike-sa all-properties"',
      );
    case 'show-certificate':
      return none("BIG-IP does not print the peer's certificate");
    case 'show-configuration':
      return showConfiguration(operation);
    case 'change-configuration':
      return none('it is said by commands of the configuration');
    case 'save-configuration':
      return eachAlone(['save sys config']);
    case 'load-configuration':
      return loadConfiguration(operation);
    case 'enter-mode':
      return { kind: 'needless', means: 'the only mode' };
    case 'set-paging':
      return none(
        'paging is a preference of the user, which lasts',
        '"modify cli preference pager disabled display-threshold 0"',
      );
    default:
      return operation satisfies never;
  }
}

function none(because: string, nearest?: string): Expression {
  return { kind: 'none', because, ...(nearest === undefined ? {} : { nearest }) };
}
function ways(all: readonly Way[]): Expression {
  return { kind: 'ways', ways: all };
}
function eachAlone(commands: readonly string[]): Expression {
  return ways(commands.map((command) => ({ commands: [command] })));
}
function words(...all: readonly string[]): string {
  return all.filter((word) => word !== '').join(' ');
}

const BASH = diagnostic('TG313', {});

function bash(command: string): string {
  return `run /util bash -c "${command}"`;
}
/** Each command of bash alone is a way. */
function inBash(commands: readonly string[]): readonly Way[] {
  return commands.map((command) => ({ commands: [bash(command)], diagnostics: [BASH] }));
}

type Asked<Kind> = Extract<Operation, { readonly kind: Kind }>;

/** Where the source's child SAs go too, they go first: with its IKE SA gone no delete could be sent for them. */
function clearIkev1(operation: Asked<'clear-ike-sa'>): readonly Way[] {
  const alone = inBash(racoonctlCommands(operation));
  if (operation.children === 'keep') return alone;
  const { version: _version, peer: _peer, ...select } = operation.select;
  const [filters = ['']] = childFilters(select);
  const before = deletions(filters);
  const order = diagnostic('TG312', {});
  return [
    ...alone.map(({ commands, diagnostics = [] }) => ({
      commands: [...before, ...commands],
      diagnostics: [...diagnostics, order],
    })),
    ...alone,
  ];
}

/** Each set of filters that the selector has words for, the narrowest first. */
function ikeFilters({ remoteAddress, peer, trafficSelector }: SaSelector): readonly string[] {
  const named = [
    ...(remoteAddress === undefined ? [] : [`peer-ip ${plain(remoteAddress)}`]),
    ...(peer === undefined ? [] : [`peer-name ${peer}`]),
    ...(trafficSelector === undefined ? [] : [`traffic-selector ${trafficSelector}`]),
  ];
  return [...new Set([named.join(' '), ...named, ''])];
}

/** Sets of filters for child SAs: several of a set are several commands, one for each direction or half. */
function childFilters({
  remoteAddress,
  localAddress,
  spi,
  trafficSelector,
}: SaSelector): readonly (readonly string[])[] {
  const remote = remoteAddress === undefined ? undefined : plain(remoteAddress);
  const local = localAddress === undefined ? undefined : plain(localAddress);
  const bySpi =
    spi === undefined ? [] : [remote === undefined ? [`spi ${spi}`] : [`dst-addr ${remote} spi ${spi}`]];
  const bySelector = trafficSelector === undefined ? [] : [[`traffic-selector ${trafficSelector}`]];
  const byPair =
    local === undefined || remote === undefined
      ? []
      : [[`src-addr ${local} dst-addr ${remote}`, `src-addr ${remote} dst-addr ${local}`]];
  const end = remote ?? local;
  const byEnd = end === undefined ? [] : [[`dst-addr ${end}`, `src-addr ${end}`]];
  return [...bySpi, ...bySelector, ...byPair, ...byEnd, ['']];
}

function deletions(filters: readonly string[]): readonly string[] {
  return filters.map((filter) => words('delete net ipsec ipsec-sa', filter));
}

function showIkeSa({ select, detail }: Asked<'show-ike-sa'>): readonly Way[] {
  const option = detail === 'full' ? 'all-properties' : '';
  const ikev1 = bash('racoonctl -ll show-sa isakmp');
  if (select.version === 'ikev1') return [{ commands: [ikev1], diagnostics: [BASH] }];
  const ikev2 = ikeFilters(select).map((filter) => words('show net ipsec ike-sa', filter, option));
  if (select.version === 'ikev2') return ikev2.map((command) => ({ commands: [command] }));
  return ikev2.map((command) => ({ commands: [command, ikev1], diagnostics: [BASH] }));
}

const STATISTICS: Readonly<Record<StatisticsSubject, readonly string[]>> = {
  ike: ['ike-evt-stat', 'ike-msg-stat'],
  'ike-events': ['ike-evt-stat'],
  'ike-messages': ['ike-msg-stat'],
  ipsec: ['ipsec-stat'],
};

/** The components that hold what objects of a kind say (`translation.md` 1.2). */
const COMPONENTS: Readonly<Record<ObjectReference['kind'], readonly string[]>> = {
  'ike-settings': ['net ipsec ike-daemon'],
  'ike-proposal': ['net ipsec ike-peer'],
  peer: ['net ipsec ike-peer'],
  'ipsec-proposal': ['net ipsec ipsec-policy'],
  policy: ['net ipsec ipsec-policy', 'net ipsec traffic-selector'],
  'manual-sa': ['net ipsec manual-security-association'],
  selector: ['net ipsec traffic-selector'],
  interface: ['net self'],
  route: ['net route'],
};
/** Kinds whose objects are components of their own. */
const NAMED: ReadonlySet<string> = new Set(['peer', 'manual-sa', 'selector', 'interface']);

function showConfiguration({ object, objects }: Asked<'show-configuration'>): Expression {
  const kind = object?.kind ?? objects;
  if (kind === undefined) return eachAlone(['list net ipsec']);
  const name = object !== undefined && 'name' in object && NAMED.has(kind) ? object.name : '';
  const commands = COMPONENTS[kind].map((component) => words('list', component, name));
  const isOwn = NAMED.has(kind) || kind === 'ike-settings' || kind === 'route';
  return ways([{ commands, diagnostics: isOwn ? [] : [diagnostic('TG315', {})] }]);
}

function loadConfiguration({ how, file }: Asked<'load-configuration'>): Expression {
  switch (how) {
    case 'merge':
      return file === undefined
        ? none('which file is not said', '"load sys config merge file FILE"')
        : eachAlone([`load sys config merge file ${file}`]);
    case 'replace':
      return eachAlone([words('load sys config', file === undefined ? '' : `file ${file}`)]);
    case 'reload':
      return none(
        '"load sys config" would replace the whole configuration',
        '"load sys config merge file FILE"',
      );
    default:
      return how satisfies never;
  }
}
