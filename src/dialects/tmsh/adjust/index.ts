import type { Gateway } from '../../../ir/gateway.ts';
import type { Origins } from '../../../ir/origins.ts';
import type { Adjusted, Leave } from '../../dialect.ts';
import { Adjustment, type Rule } from './adjustment.ts';
import {
  agreeWithinPeer,
  checkNoIdentity,
  keepOneAddress,
  keepOneIdentity,
  mergePeersOfOneAddress,
  refuseForeignEnds,
} from './peers.ts';
import { bindByAddress, keepFirstBinding, keepMappedInterfaces } from './interfaces.ts';
import { nameCertificates } from './certificates.ts';
import { keepOneKey } from './pre-shared-keys.ts';
import { keepManualKeys } from './manual-keys.ts';
import { dropHiddenPolicies, switchOffPeers } from './policies.ts';
import {
  authenticateSubstitutes,
  checkProtocols,
  dropIdleIntegrity,
  dropUnreachedProposals,
  pairHashWithIntegrity,
} from './proposals.ts';
import { numberRouteDomains } from './route-domains.ts';
import { dropIdleRoutes, routeByGateway, writeInjectedRoutes } from './routes.ts';
import { writeAsPrefixes } from './traffic-addresses.ts';
import { checkTransportSelectors, refuseSecondFlows, splitPorts } from './selectors.ts';
import { resolveExceptions } from './exceptions.ts';
import { leaveOutClosedTunnels, nameTunnels, openTunnels } from './tunnels.ts';
import { answerUnknownPeers, offerWithinPeer } from './unknown-peers.ts';

/** The rules over two members, in the order in which they build on each other. */
const RULES: readonly Rule[] = [
  keepFirstBinding,
  switchOffPeers,
  leaveOutClosedTunnels,
  bindByAddress,
  keepMappedInterfaces,
  nameTunnels,
  openTunnels,
  dropUnreachedProposals,
  dropIdleIntegrity,
  authenticateSubstitutes,
  pairHashWithIntegrity,
  checkProtocols,
  keepOneAddress,
  checkNoIdentity,
  keepOneIdentity,
  keepOneKey,
  nameCertificates,
  mergePeersOfOneAddress,
  refuseForeignEnds,
  answerUnknownPeers,
  offerWithinPeer,
  writeAsPrefixes,
  resolveExceptions,
  splitPorts,
  refuseSecondFlows,
  dropHiddenPolicies,
  dropUnreachedProposals,
  checkTransportSelectors,
  keepManualKeys,
  agreeWithinPeer,
  numberRouteDomains,
  writeInjectedRoutes,
  routeByGateway,
  dropIdleRoutes,
];

export function adjust(gateway: Gateway, origins: Origins, profile: string, leave: Leave): Adjusted {
  const adjustment = new Adjustment(origins, profile, leave);
  const adjusted = RULES.reduce((current, rule) => rule(current, adjustment), gateway);
  return { gateway: adjusted, changes: adjustment.changes };
}
