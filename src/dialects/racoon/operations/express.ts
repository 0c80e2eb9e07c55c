import { diagnostic } from '../../../ir/codes.ts';
import type { Operation, SaSelector } from '../../../ir/operation.ts';
import type { Expression, Way } from '../../dialect-operations.ts';
import { plain, racoonctlCommands } from '../../racoonctl/express.ts';

/** The commands that may say an operation, the narrowest first (`translation.md` 4). */
export function express(operation: Operation): Expression {
  if ('select' in operation && operation.select.version === 'ikev2') {
    return none('racoon has no IKEv2 SAs');
  }
  switch (operation.kind) {
    case 'clear-child-sa':
      return ways([...setkeyWays(operation.select), ...flushWays(operation)]);
    case 'show-ike-sa': {
      const commands = racoonctlCommands(operation);
      const columns = diagnostic('TG308', {
        target: 'racoonctl',
        columns: 'IPsec SAs here, only their number',
      });
      return operation.detail === 'full'
        ? ways([{ commands: ['racoonctl status -v'] }, { commands }])
        : ways([{ commands, diagnostics: [columns] }]);
    }
    case 'clear-ike-sa':
    case 'initiate':
    case 'show-child-sa':
    case 'show-events':
    case 'show-timers':
    case 'show-certificate':
      return eachAlone(racoonctlCommands(operation), 'racoonctl needs both addresses');
    case 'load-configuration':
      return loadConfiguration(operation);
    case 'show-offline-log':
    case 'show-failure-log':
      return none(
        'racoon keeps no such list',
        '"racoonctl show-event", which shows what happens from now on',
      );
    case 'show-statistics':
      return none(
        'racoon counts nothing',
        operation.subject === 'ipsec' ? '"setkey -D", which counts by SA' : undefined,
      );
    case 'clear-statistics':
    case 'clear-log':
      return none('racoon counts nothing and keeps no list');
    case 'show-configuration':
      return (operation.object?.kind ?? operation.objects) === 'policy'
        ? ways([{ commands: ['setkey -DP'] }])
        : none('racoon has no other configuration than its files', '"cat racoon.conf"');
    case 'change-configuration':
      return none('the file is changed', 'editing racoon.conf and "racoonctl reload-config"');
    case 'save-configuration':
      return none('the files are the configuration');
    case 'enter-mode':
      return { kind: 'needless', means: 'the only mode' };
    case 'set-paging':
      return { kind: 'needless', means: 'no paging' };
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
function eachAlone(commands: readonly string[], otherwise: string): Expression {
  return commands.length === 0 ? none(otherwise) : ways(commands.map((command) => ({ commands: [command] })));
}

const NO_DELETE = diagnostic('TG305', {
  target: 'racoon',
  does: 'sends no delete: the peer keeps its half, and manual SAs come back with their setkey file only',
});

/** Child SAs one by one, by their addresses: racoonctl knows only their protocol. */
function setkeyWays({ localAddress, remoteAddress, spi, protocol }: SaSelector): readonly Way[] {
  if (localAddress === undefined || remoteAddress === undefined) return [];
  const [local, remote] = [plain(localAddress), plain(remoteAddress)];
  const all = protocol === undefined ? ['esp', 'ah'] : [protocol];
  const byEnds = all.flatMap((name) => [
    `deleteall ${local} ${remote} ${name};`,
    `deleteall ${remote} ${local} ${name};`,
  ]);
  const bySpi = spi === undefined ? [] : [[`delete ${local} ${remote} ${protocol ?? 'esp'} ${spi};`]];
  return [...bySpi, byEnds].map((commands) => ({
    commands: [`echo "${commands.join(' ')}" | setkey -c`],
    diagnostics: [NO_DELETE],
  }));
}

function flushWays(operation: Operation): readonly Way[] {
  return racoonctlCommands(operation).map((command) => ({ commands: [command], diagnostics: [NO_DELETE] }));
}

function loadConfiguration({ how, file }: Extract<Operation, { kind: 'load-configuration' }>): Expression {
  if (how === 'reload') return ways([{ commands: ['racoonctl reload-config'] }]);
  if (file?.endsWith('.conf') === true && /setkey|ipsec-tools/.test(file)) {
    return ways([{ commands: [`setkey -f ${file}`] }]);
  }
  return none('racoon reads its own files', 'copying them, "setkey -f" and "racoonctl reload-config"');
}
