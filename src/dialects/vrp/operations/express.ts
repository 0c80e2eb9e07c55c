import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { ObjectReference, Operation, SaSelector, StatisticsSubject } from '../../../ir/operation.ts';
import type { Expression, Way } from '../../dialect-operations.ts';
import { identityWords } from './identity.ts';

/** The commands that may say an operation, the narrowest first (`translation.md` 4). */
export function express(operation: Operation, profile: Profile): Expression {
  switch (operation.kind) {
    case 'clear-ike-sa':
      return operation.select.login === undefined
        ? oneOf(clearIkeSa(operation.select, profile))
        : none('users are cut off in the aaa view of other products');
    case 'clear-child-sa':
      return oneOf(clearChildSa(operation.select, profile));
    case 'initiate':
      return none(
        'VRP has no start command',
        '"sa trigger-mode auto" in the policy, or a packet that matches its ACL (ping -a LOCAL REMOTE)',
      );
    case 'show-ike-sa':
      return ways(showIkeSa(operation, profile));
    case 'show-child-sa':
      return oneOf(showChildSa(operation, profile));
    case 'show-offline-log':
      return oneOf([
        logCommand('offline', operation.remoteAddress, profile),
        logCommand('offline', undefined, profile),
      ]);
    case 'show-failure-log':
      return oneOf([
        logCommand('failure', operation.remoteAddress, profile),
        logCommand('failure', undefined, profile),
      ]);
    case 'show-statistics':
      return oneOf([`display ${STATISTICS[operation.subject]}`]);
    case 'clear-statistics':
      return oneOf([`reset ${STATISTICS[operation.subject]}`]);
    case 'clear-log':
      return oneOf([RESET_LOG[operation.log][profile === 'ne' ? 'ne' : 'others']]);
    case 'show-events':
      return none('VRP shows no stream of events', '"terminal monitor" and "debugging ike"');
    case 'show-timers':
      return none(
        'VRP does not list its timers',
        '"display ipsec sa", which shows what is left of lifetimes',
      );
    case 'show-certificate':
      return none("VRP does not print the peer's certificate");
    case 'show-configuration':
      return showConfiguration(operation, profile);
    case 'change-configuration':
      return none('it is said by commands of the configuration');
    case 'save-configuration':
      return oneOf(['save']);
    case 'load-configuration':
      return operation.how === 'merge'
        ? none('VRP loads no file into a running configuration', 'pasting its commands in system view')
        : none(`commands of VRP are live at once`, profile === 'ne' ? '"commit"' : undefined);
    case 'enter-mode':
      return oneOf([operation.mode === 'configuration' ? 'system-view' : 'return']);
    case 'set-paging':
      return oneOf([`screen-length ${Math.min(operation.lines, LONGEST_PAGE)} temporary`]);
    default:
      return operation satisfies never;
  }
}

const LONGEST_PAGE = 512;

function none(because: string, nearest?: string): Expression {
  return { kind: 'none', because, ...(nearest === undefined ? {} : { nearest }) };
}
function ways(all: readonly Way[]): Expression {
  return { kind: 'ways', ways: all };
}
/** Each command alone is a way. */
function oneOf(commands: readonly string[]): Expression {
  return ways([...new Set(commands)].map((command) => ({ commands: [command] })));
}
function given<T>(value: T | undefined, say: (value: T) => string): readonly string[] {
  return value === undefined ? [] : [say(value)];
}

function clearIkeSa(
  { connectionId, remoteAddress, processor }: SaSelector,
  profile: Profile,
): readonly string[] {
  if (profile === 'ar' || profile === 'ar-v2r3') {
    return [...given(connectionId, (number) => `reset ike sa conn-id ${number}`), 'reset ike sa all'];
  }
  const keyword = profile === 'ne' ? '' : 'conn-id ';
  const reached = [
    ...given(connectionId, (number) => `reset ike sa ${keyword}${number}`),
    ...given(remoteAddress, (address) => `reset ike sa remote ${address}`),
    'reset ike sa',
  ];
  return onBoard(reached, processor, profile);
}

/** The commands on one board, then those on all of them. */
function onBoard(
  commands: readonly string[],
  processor: SaSelector['processor'],
  profile: Profile,
): readonly string[] {
  if (processor === undefined) return commands;
  const { slot, cpu } = processor;
  if (profile === 'ne') return [...commands.map((command) => `${command} slot ${slot}`), ...commands];
  return profile === 'usg' && cpu !== undefined
    ? [...commands.map((command) => `${command} slot ${slot} cpu ${cpu}`), ...commands]
    : commands;
}

function clearChildSa(select: SaSelector, profile: Profile): readonly string[] {
  const { remoteAddress, localAddress, spi, protocol = 'esp', policy, processor } = select;
  const parameters =
    remoteAddress === undefined || spi === undefined
      ? []
      : [`reset ipsec sa parameters ${remoteAddress} ${protocol} ${spi}`];
  const ofPolicy = given(policy, ({ name, sequence }) =>
    ['reset ipsec sa policy', name, ...given(sequence, String)].join(' '),
  );
  // One end named by itself, as source or as destination, names the pairs of either direction.
  const ofRemote = given(remoteAddress ?? localAddress, (address) => `reset ipsec sa remote ${address}`);
  const named = [...parameters, ...ofPolicy, ...ofRemote];
  if (profile === 'ne') return onBoard([...named, 'reset ipsec sa'], processor, profile);
  return [...named, ...onBoard(['reset ipsec sa'], processor, profile)];
}

type Showing<Kind> = Extract<Operation, { readonly kind: Kind }>;

function showIkeSa({ select, detail }: Showing<'show-ike-sa'>, profile: Profile): readonly Way[] {
  const { connectionId, remoteAddress, peer, remoteId, version } = select;
  const remote = given(remoteAddress, (address) => `remote ${address}`);
  const identity = given(remoteId, identityWords);
  switch (profile) {
    case 'ar-v2r3': {
      const filters = [
        ...given(connectionId, (number) => `conn-id ${number}`),
        ...remote,
        ...given(peer, (name) => `peer-name ${name}`),
        '',
      ];
      const versions = version === undefined ? ['', 'v2'] : [version === 'ikev2' ? 'v2' : ''];
      return filters.map((filter) => ({
        commands: versions.map((word) =>
          words('display ike sa', word, filter, detail === 'full' ? 'verbose' : ''),
        ),
      }));
    }
    case 'ar':
    case 'usg': {
      const named = [...given(connectionId, (number) => `connection-id ${number}`), ...remote, ...identity];
      const full = [...named, ...(profile === 'ar' ? [''] : [])].map((filter) =>
        words('display ike sa verbose', filter),
      );
      const brief = [...remote, ...identity, ''].map((filter) => words('display ike sa', filter));
      return [...(detail === 'full' ? full : []), ...brief].map((command) => ({ commands: [command] }));
    }
    case 'ne': {
      const filters = [...remote, ...given(peer, (name) => `peer ${name}`)];
      const full = filters.map((filter) => words('display ike sa verbose', filter));
      const brief = [...filters, ''].map((filter) => words('display ike sa', filter));
      return [...(detail === 'full' ? full : []), ...brief].map((command) => ({ commands: [command] }));
    }
    default:
      return profile satisfies never;
  }
}

function showChildSa({ select, detail }: Showing<'show-child-sa'>, profile: Profile): readonly string[] {
  const filters = [
    ...given(select.policy, ({ name, sequence }) => words('policy', name, ...given(sequence, String))),
    ...given(select.remoteAddress, (address) => `remote ${address}`),
    '',
  ];
  const brief = detail === 'brief' ? ['display ipsec sa brief'] : [];
  const isBriefAlone = filters.length === 1 || profile === 'ne';
  const full = filters.map((filter) => words('display ipsec sa', filter));
  return isBriefAlone ? [...brief, ...full] : full;
}

function words(...all: readonly string[]): string {
  return all.filter((word) => word !== '').join(' ');
}

const STATISTICS: Readonly<Record<StatisticsSubject, string>> = {
  ike: 'ike statistics all',
  'ike-events': 'ike statistics all',
  'ike-messages': 'ike statistics msg',
  ipsec: 'ipsec statistics',
};
const RESET_LOG = {
  offline: { ne: 'reset ike offline history', others: 'reset ike offline-info' },
  failure: { ne: 'reset ike error history', others: 'reset ike error-info' },
} as const;

function logCommand(log: 'offline' | 'failure', address: string | undefined, profile: Profile): string {
  if (profile === 'ne') {
    const word = log === 'offline' ? 'offline' : 'error';
    return words(`display ike ${word} history`, ...given(address, (peer) => `peer-ip ${peer}`));
  }
  const word = log === 'offline' ? 'offline-info' : 'error-info';
  return words(`display ike ${word}`, ...given(address, (peer) => `peer ${peer}`));
}

/** What shows objects of a kind; all of them, or one by its name. */
const OBJECTS: Readonly<Record<ObjectReference['kind'], readonly [all: string, named: string]>> = {
  'ike-settings': ['display ike global config', 'display ike global config'],
  'ike-proposal': ['display ike proposal', 'display ike proposal number {name}'],
  peer: ['display ike peer', 'display ike peer name {name}'],
  'ipsec-proposal': ['display ipsec proposal', 'display ipsec proposal name {name}'],
  policy: ['display ipsec policy', 'display ipsec policy name {name} {sequence}'],
  'manual-sa': ['display ipsec policy', 'display ipsec policy'],
  selector: ['display acl all', 'display acl {name}'],
  interface: ['display current-configuration interface', 'display current-configuration interface {name}'],
  route: ['display current-configuration', 'display current-configuration'],
};

function showConfiguration({ object, objects }: Showing<'show-configuration'>, profile: Profile): Expression {
  const kind = object?.kind ?? objects;
  if (kind === undefined) return oneOf(['display current-configuration']);
  const [all, named] = profile === 'ne' && kind === 'ike-settings' ? OBJECTS.route : OBJECTS[kind];
  const isCommand = !all.startsWith('display current');
  const read = isCommand ? [] : [diagnostic('TG315', {})];
  const name = object === undefined || !('name' in object) ? undefined : object.name;
  const sequence = object !== undefined && 'sequence' in object ? object.sequence : undefined;
  const command =
    name === undefined && kind !== 'ike-settings'
      ? all
      : named
          .replace('{name}', name ?? '')
          .replace('{sequence}', String(sequence ?? ''))
          .trim();
  // A list by name that is no number.
  const typed = command.replace(/^display acl (?!all$)(?=\D)/, 'display acl name ');
  return ways([{ commands: [typed], diagnostics: read }]);
}
