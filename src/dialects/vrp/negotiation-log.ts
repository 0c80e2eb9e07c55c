import type { NegotiationFailure } from '../../ir/result.ts';
import type { MemberPath } from '../../ir/limits.ts';
import { wordsOfFailure } from './render/histories.ts';

/** Newer firewalls tell the responder which part of the phase 1 proposal it was (`reference/vrp.md` 3.9). */
const RESPONDER_OF_USG: Readonly<Record<MemberPath, string>> = {
  'ikeProposals.encryption': 'phase1 proposal encryption algorithm mismatch',
  'ikeProposals.authenticationMethod': 'phase1 proposal authentication method mismatch',
  'ikeProposals.hashes': 'phase1 proposal authentication algorithm mismatch',
  'ikeProposals.dhGroups': 'phase1 proposal dh mismatch',
  'ikeProposals.integrity': 'phase1 proposal integrity algorithm mismatch',
};

/** The reason of the alarm IPSECNEGOFAIL, which `display ike error-info` shows too. */
export function negotiationLog(failure: NegotiationFailure, profile: string): readonly string[] {
  const { role, parameter = '' } = failure;
  const exact = profile === 'usg' && role === 'responder' ? RESPONDER_OF_USG[parameter] : undefined;
  const words = exact ?? wordsOfFailure(failure);
  return words === undefined ? [] : [`IPSec tunnel negotiation fails: ${words}`];
}
