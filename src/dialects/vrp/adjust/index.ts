import { adjustBy, type Rule } from '../../dialect-adjustment.ts';
import { writeAsPrefixes } from '../../dialect-rules/address-ranges.ts';
import { dropIdleIntegrity } from '../../dialect-rules/idle-integrity.ts';
import { dropIdleRoutes } from '../../dialect-rules/idle-routes.ts';
import { nameCertificates } from './certificates.ts';
import { agreeOnDpd, agreeOnGlobals, nameThisEnd } from './globals.ts';
import { keepFittingIdentities, sendFittingIdentity } from './identities.ts';
import { bindByHand, keepMappedInterfaces, noteFirewall } from './interfaces.ts';
import { splitIpsecProposals } from './ipsec-proposals.ts';
import { agreeOnMethods, followIntegrity, keepOneProposal, requireGroups } from './ike-proposals.ts';
import {
  keepAddresses,
  keepExchangeModes,
  leaveOutDisabled,
  splitUnwritableRanges,
  startFromOneAddress,
  startWithIkev2,
} from './peers.ts';
import {
  answerFromTemplates,
  endAtThePeer,
  leaveOutDisabledPolicies,
  limitGroups,
  limitLifetimes,
  roundReplayWindows,
  sortIntoGroups,
  startAsPossible,
} from './policies.ts';
import { keepManualKeys } from './manual-keys.ts';
import { keepOneKey } from './pre-shared-keys.ts';
import { routeByGateway } from './routes.ts';
import { nameTunnels, startTunnels } from './tunnels.ts';
import { nameVpnInstances } from './vpn-instances.ts';
import { checkSelectors, dropIdleExceptions, giveExceptionsAPolicy, splitFamilies } from './selectors.ts';

/** The rules over two members, in the order in which they build on each other. */
const RULES: readonly Rule[] = [
  leaveOutDisabled,
  leaveOutDisabledPolicies,
  nameVpnInstances,
  keepMappedInterfaces,
  nameTunnels,
  startTunnels,
  bindByHand,
  startWithIkev2,
  keepExchangeModes,
  splitUnwritableRanges,
  keepAddresses,
  keepOneKey,
  keepOneProposal,
  dropIdleIntegrity,
  followIntegrity,
  requireGroups,
  agreeOnMethods,
  nameCertificates,
  splitIpsecProposals,
  writeAsPrefixes({
    holder: 'rule',
    refusal: 'VRP has no address range in a rule',
    todo: 'write the range as prefixes',
  }),
  checkSelectors,
  giveExceptionsAPolicy,
  splitFamilies,
  endAtThePeer,
  startFromOneAddress,
  answerFromTemplates,
  startAsPossible,
  roundReplayWindows,
  limitLifetimes,
  sendFittingIdentity,
  keepFittingIdentities,
  nameThisEnd,
  agreeOnGlobals,
  agreeOnDpd,
  sortIntoGroups,
  keepManualKeys,
  dropIdleExceptions,
  limitGroups,
  routeByGateway,
  dropIdleRoutes,
  noteFirewall,
];

export const adjust = adjustBy(RULES);
