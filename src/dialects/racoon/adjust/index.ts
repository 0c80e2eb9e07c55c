import type { Gateway } from '../../../ir/gateway.ts';
import type { Origins } from '../../../ir/origins.ts';
import type { Adjusted, Leave } from '../../dialect.ts';
import { Adjustment, type Rule } from '../../dialect-adjustment.ts';
import { placeExceptions } from './exceptions.ts';
import { keepFittingIdentities } from './identities.ts';
import { offerOneByOne, shareOneGroup } from './ike-proposals.ts';
import { dropInterfaces, dropRoutes, listenOnTunnels, refuseVrfs } from './network.ts';
import { authenticateOnce, dropUnreachedProposals, mergeIpsecProposals } from './ipsec-proposals.ts';
import { keepManualKeys } from './manual-keys.ts';
import { keepOneAddress, leaveOutDisabled, noteSharedAddresses } from './peers.ts';
import { answerFromTemplates, dropDescriptions, keepReplayWindows, limitLifetimes } from './policies.ts';
import { keepWritableKeys } from './pre-shared-keys.ts';
import { checkTransportSelectors, dropSecondFlows, keepSingleValues, writeAsPrefixes } from './selectors.ts';
import { speakIkev1 } from './versions.ts';

/** The rules over two members, in the order in which they build on each other. */
const RULES: readonly Rule[] = [
  dropInterfaces,
  dropRoutes,
  leaveOutDisabled,
  refuseVrfs,
  speakIkev1,
  keepOneAddress,
  dropUnreachedProposals,
  offerOneByOne,
  shareOneGroup,
  keepFittingIdentities,
  keepWritableKeys,
  mergeIpsecProposals,
  authenticateOnce,
  writeAsPrefixes,
  keepSingleValues,
  placeExceptions,
  dropSecondFlows,
  checkTransportSelectors,
  answerFromTemplates,
  limitLifetimes,
  dropDescriptions,
  keepReplayWindows,
  keepManualKeys,
  noteSharedAddresses,
  listenOnTunnels,
];

export function adjust(gateway: Gateway, origins: Origins, profile: string, leave: Leave): Adjusted {
  const adjustment = new Adjustment(origins, profile, leave);
  const adjusted = RULES.reduce((current, rule) => rule(current, adjustment), gateway);
  return { gateway: adjusted, changes: adjustment.changes };
}
