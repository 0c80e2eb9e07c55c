import { hiddenText, isIpv6Address } from '../../ir/address.ts';
import type { Operation, SaSelector } from '../../ir/operation.ts';
import type { Address } from '../../ir/scalars.ts';

/** The commands of racoonctl that may say an operation on IKEv1 SAs, the narrowest first; none: it has no such command. */
export function racoonctlCommands(operation: Operation): readonly string[] {
  if ('select' in operation && operation.select.version === 'ikev2') return [];
  switch (operation.kind) {
    case 'clear-ike-sa': {
      const { login, ...select } = operation.select;
      if (login !== undefined) return [`racoonctl logout-user ${login}`];
      const { remoteAddress } = select;
      return [
        ...ofPair('racoonctl delete-sa isakmp', select),
        ...(remoteAddress === undefined ? [] : [`racoonctl vpn-disconnect ${plain(remoteAddress)}`]),
        'racoonctl flush-sa isakmp',
      ];
    }
    case 'clear-child-sa': {
      const { protocol } = operation.select;
      return [
        ...(protocol === undefined ? [] : [`racoonctl flush-sa ${protocol}`]),
        'racoonctl flush-sa ipsec',
      ];
    }
    case 'initiate':
      return initiate(operation);
    case 'show-ike-sa':
      return ['racoonctl -ll show-sa isakmp'];
    case 'show-child-sa': {
      const { protocol } = operation.select;
      return [`racoonctl show-sa ${protocol ?? 'ipsec'}`];
    }
    case 'show-events':
      return ['racoonctl show-event'];
    case 'show-timers':
      return ['racoonctl show-schedule'];
    case 'show-certificate':
      return ofPair('racoonctl get-cert', operation.select);
    case 'load-configuration':
      return operation.how === 'reload' ? ['racoonctl reload-config'] : [];
    case 'show-offline-log':
    case 'show-failure-log':
    case 'show-statistics':
    case 'clear-statistics':
    case 'clear-log':
    case 'show-configuration':
    case 'change-configuration':
    case 'save-configuration':
    case 'enter-mode':
    case 'set-paging':
      return [];
    default:
      return operation satisfies never;
  }
}

function initiate({ select, level, wait }: Extract<Operation, { kind: 'initiate' }>): readonly string[] {
  const waiting = wait ? '-w ' : '';
  if (level === 'child') {
    const { trafficSelector } = select;
    if (trafficSelector === undefined || !trafficSelector.includes(' ')) return [];
    const family = trafficSelector.includes(':') ? 'inet6' : 'inet';
    return [`racoonctl establish-sa ${waiting}esp ${family} ${trafficSelector}`];
  }
  const login = select.login === undefined ? '' : `-u ${select.login} `;
  const name = select.peer === undefined || login !== '' ? '' : `-n ${select.peer} `;
  const { remoteAddress } = select;
  return [
    ...ofPair(`racoonctl establish-sa ${login}${name}${waiting}isakmp`, select),
    ...(remoteAddress === undefined ? [] : [`racoonctl vpn-connect ${login}${plain(remoteAddress)}`]),
  ];
}

/** A command on the SAs between two addresses. */
function ofPair(command: string, { localAddress, remoteAddress }: SaSelector): readonly string[] {
  if (localAddress === undefined || remoteAddress === undefined) return [];
  const family = isIpv6Address(remoteAddress) ? 'inet6' : 'inet';
  return [`${command} ${family} ${plain(localAddress)} ${plain(remoteAddress)}`];
}

/** An address as it is written: of a hidden one its placeholder. */
export function plain(address: Address): string {
  const hidden = hiddenText(address);
  if (hidden === undefined) return address;
  return /^[\w.-]+$/.test(hidden) && !/x|\*/i.test(hidden) ? hidden : `{{address:${hidden}}}`;
}
