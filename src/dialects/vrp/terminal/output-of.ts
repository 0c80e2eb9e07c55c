import type { UnderstoodCommand } from '../../dialect-operations.ts';

/** By command the output that shows what it asks, and by the words that ask for another form of it. */
const OUTPUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  displayIkeSa: { '': 'ike-sa', verbose: 'ike-sa-verbose' },
  displayIpsecSa: { '': 'ipsec-sa', brief: 'ipsec-sa-brief', duration: 'ipsec-sa-duration' },
  displayOfflineLog: { '': 'offline-info' },
  displayOfflineRecord: { '': 'offline-record' },
  displayIkePeer: { '': 'ike-peer', brief: 'ike-peer-brief' },
  displayIkeProposal: { '': 'ike-proposal' },
  displayIpsecProposal: { '': 'ipsec-proposal', brief: 'ipsec-proposal-brief' },
  displayIpsecPolicy: { '': 'ipsec-policy', brief: 'ipsec-policy-brief' },
  displayIpsecTemplate: { '': 'ipsec-policy-template', brief: 'ipsec-policy-brief' },
  displayIpsecProfile: { '': 'ipsec-profile' },
  displayIkeStatistics: { '': 'ike-statistics' },
  displayIkev2Statistics: { error: 'ike-statistics-error', packet: 'ike-statistics' },
  displayIkeSettings: { '': 'ike-settings' },
  displayIpsecStatistics: { '': 'ipsec-statistics' },
  displayFailureLog: { '': 'error-info', verbose: 'error-info' },
};

export function outputOf({ command, values }: UnderstoodCommand): string | undefined {
  const outputs = OUTPUTS[command] ?? {};
  const words = [values['detail'] ?? [], values['form'] ?? [], values['part'] ?? []].flat();
  return words.flatMap((word) => outputs[word] ?? [])[0] ?? outputs[''];
}
