import { adjustBy, type Rule } from '../../dialect-adjustment.ts';
import { writeAsPrefixes } from '../../dialect-rules/address-ranges.ts';
import { dropIdleIntegrity } from '../../dialect-rules/idle-integrity.ts';
import { dropIdleRoutes } from '../../dialect-rules/idle-routes.ts';
import { refuseNamelessIdentities } from '../../dialect-rules/nameless-identities.ts';
import { keepOneAddress } from '../../dialect-rules/peer-addresses.ts';
import { splitPeerRanges } from '../../dialect-rules/split-peer-ranges.ts';
import { dropUnreachedProposals } from '../../dialect-rules/unreached-proposals.ts';
import {
  agreeWithinPeer,
  checkNoIdentity,
  keepOneIdentity,
  mergePeersOfOneAddress,
  refuseForeignEnds,
} from './peers.ts';
import { bindByAddress, keepFirstBinding, keepMappedInterfaces } from './interfaces.ts';
import { nameCertificates } from './certificates.ts';
import { keepOneKey } from './pre-shared-keys.ts';
import { keepManualKeys } from './manual-keys.ts';
import { dropHiddenPolicies, switchOffPeers } from './policies.ts';
import { authenticateSubstitutes, checkProtocols, pairHashWithIntegrity } from './proposals.ts';
import { numberRouteDomains } from './route-domains.ts';
import { routeByGateway, writeInjectedRoutes } from './routes.ts';
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
  dropUnreachedProposals('tmsh'),
  dropIdleIntegrity,
  authenticateSubstitutes,
  pairHashWithIntegrity,
  checkProtocols,
  splitPeerRanges,
  keepOneAddress('tmsh', 'change remote-address by hand when the peer moves'),
  checkNoIdentity,
  keepOneIdentity,
  refuseNamelessIdentities('tmsh'),
  keepOneKey,
  nameCertificates,
  mergePeersOfOneAddress,
  refuseForeignEnds,
  answerUnknownPeers,
  offerWithinPeer,
  writeAsPrefixes({
    holder: 'selector',
    refusal: 'tmsh has no address range for a selector',
    todo: 'write the range as prefixes',
  }),
  resolveExceptions,
  splitPorts,
  refuseSecondFlows,
  dropHiddenPolicies,
  dropUnreachedProposals('tmsh'),
  checkTransportSelectors,
  keepManualKeys,
  agreeWithinPeer,
  numberRouteDomains,
  writeInjectedRoutes,
  routeByGateway,
  dropIdleRoutes,
];

export const adjust = adjustBy(RULES);
