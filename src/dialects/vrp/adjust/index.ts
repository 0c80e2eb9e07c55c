import type { Gateway } from '../../../ir/gateway.ts';
import type { Origins } from '../../../ir/origins.ts';
import type { Adjusted, Leave } from '../../dialect.ts';
import { Adjustment, type Rule } from '../../dialect-adjustment.ts';
import { agreeOnDpd, agreeOnGlobals, nameThisEnd } from './globals.ts';
import { keepFittingIdentities, sendFittingIdentity } from './identities.ts';
import { bindByHand, keepMappedInterfaces, noteFirewall } from './interfaces.ts';
import { splitIpsecProposals } from './ipsec-proposals.ts';
import {
  agreeOnMethods,
  dropIdleIntegrity,
  followIntegrity,
  keepOneProposal,
  requireGroups,
} from './ike-proposals.ts';
import {
  keepAddresses,
  keepExchangeModes,
  leaveOutDisabled,
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
import { dropIdleRoutes, routeByGateway } from './routes.ts';
import { nameTunnels, startTunnels } from './tunnels.ts';
import { nameVpnInstances } from './vpn-instances.ts';
import {
  checkSelectors,
  dropIdleExceptions,
  giveExceptionsAPolicy,
  splitFamilies,
  writeAsPrefixes,
} from './selectors.ts';

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
  keepAddresses,
  keepOneKey,
  keepOneProposal,
  dropIdleIntegrity,
  followIntegrity,
  requireGroups,
  agreeOnMethods,
  splitIpsecProposals,
  writeAsPrefixes,
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

export function adjust(gateway: Gateway, origins: Origins, profile: string, leave: Leave): Adjusted {
  const adjustment = new Adjustment(origins, profile, leave);
  const adjusted = RULES.reduce((current, rule) => rule(current, adjustment), gateway);
  return { gateway: adjusted, changes: adjustment.changes };
}
