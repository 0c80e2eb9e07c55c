import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const RULE = '-'.repeat(60);
/** The colon stands in column 48. */
function counted(label: string, name: string): string {
  return `${label.padEnd(47)}: {${name}}`;
}

/** `display ike statistics msg` (`reference/vrp.md` 3.8): that of NE routers, taken for all and for every scope. */
export const ikeStatisticsLayouts: LayoutsByVariant = {
  any: {
    header: [],
    row: [
      RULE,
      counted('IKE message received', 'received'),
      counted('IKE message sent', 'sent'),
      counted('IKEv2 IKE SA rekey success', 'ikeRekeyed'),
      counted('IKEv2 child SA rekey success', 'childRekeyed'),
      counted('IKEv2 IKE SA rekey timeout', 'zero'),
      counted('IKEv2 child SA rekey timeout', 'zero'),
      counted('IKEv2 authenticate exchange timeout', 'zero'),
      counted('IKEv2 re-authenticate initiate', 'zero'),
      counted('IKEv2 re-authenticate success', 'zero'),
      counted('IKEv2 drop re-authenticate invalid SA', 'zero'),
      counted('IKEv2 drop re-authenticate no child', 'zero'),
      counted('IKEv2 hard re-authenticate', 'zero'),
      counted('Remote auth method mismatch', 'methodMismatch'),
      counted('IKE expire received', 'softExpiries'),
      counted('IKE expire dropped', 'zero'),
      counted('IKE acquire received', 'triggers'),
      counted('IKE acquire dropped', 'zero'),
      counted('IKE replace received', 'zero'),
      RULE,
    ],
    footer: [],
  },
};

/** The colon of a label that has the line to itself stands in column 70. */
function alone(label: string, name: string): string {
  return `${label.padEnd(69)}:{${name}}`;
}
function beside(
  [left, leftName]: readonly [string, string],
  right?: readonly [label: string, name: string],
): string {
  const one = `${left.padEnd(25)}:{${leftName}${right === undefined ? '' : '<12'}}`;
  return right === undefined ? one : `${one}${right[0].padEnd(31)}:{${right[1]}}`;
}

/** `display ikev2 statistics error` of AR routers and switches. */
export const ikeErrorStatisticsLayouts: LayoutsByVariant = {
  any: {
    header: ['Error statistics:', '-'.repeat(79)],
    row: [
      'Config error:',
      beside(
        ['Phase1 proposal mismatch', 'ikeProposal'],
        ['Phase2 proposal or pfs mismatch', 'childProposal'],
      ),
      beside(['Responder dh mismatch', 'group'], ['Initiator dh mismatch', 'zero']),
      beside(['Version error', 'version']),
      beside(['Flow mismatch', 'flow']),
      alone('Peer address can not match with any ike peer config', 'noPeer'),
      alone('ID can not match with any ike peer config', 'identity'),
      alone('Construct local id fail', 'localIdentity'),
      alone('Authentication fail (may be pre-shared-key error)', 'authentication'),
      'Packet or payload error:',
      '-'.repeat(79),
    ],
    footer: [],
  },
};
