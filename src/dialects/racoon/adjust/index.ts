import { adjustBy, type Rule } from '../../dialect-adjustment.ts';
import { writeAsPrefixes } from '../../dialect-rules/address-ranges.ts';
import { refuseNamelessIdentities } from '../../dialect-rules/nameless-identities.ts';
import { keepOneAddress } from '../../dialect-rules/peer-addresses.ts';
import { splitPeerRanges } from '../../dialect-rules/split-peer-ranges.ts';
import { dropUnreachedProposals } from '../../dialect-rules/unreached-proposals.ts';
import { placeExceptions } from './exceptions.ts';
import { keepFittingIdentities } from './identities.ts';
import { offerOneByOne, shareOneGroup } from './ike-proposals.ts';
import { dropInterfaces, dropRoutes, listenOnTunnels, refuseVrfs } from './network.ts';
import { authenticateOnce, mergeIpsecProposals } from './ipsec-proposals.ts';
import { keepManualKeys } from './manual-keys.ts';
import { leaveOutDisabled, noteSharedAddresses } from './peers.ts';
import {
  answerFromTemplates,
  dropDescriptions,
  keepReplayWindows,
  limitLifetimes,
  startByPeer,
} from './policies.ts';
import { keepWritableKeys } from './pre-shared-keys.ts';
import { checkTransportSelectors, dropSecondFlows, keepSingleValues } from './selectors.ts';
import { speakIkev1 } from './versions.ts';

/** The rules over two members, in the order in which they build on each other. */
const RULES: readonly Rule[] = [
  dropInterfaces,
  dropRoutes,
  leaveOutDisabled,
  refuseVrfs,
  speakIkev1,
  splitPeerRanges,
  keepOneAddress('racoon', 'change the remote and its SPD entries by hand when the peer moves'),
  dropUnreachedProposals('racoon'),
  offerOneByOne,
  shareOneGroup,
  keepFittingIdentities,
  refuseNamelessIdentities('racoon'),
  keepWritableKeys,
  mergeIpsecProposals,
  writeAsPrefixes({
    holder: 'selector',
    refusal: 'setkey has no address range for a selector',
    todo: 'write the range as prefixes at both ends',
  }),
  keepSingleValues,
  placeExceptions,
  dropSecondFlows,
  dropUnreachedProposals('racoon'),
  authenticateOnce,
  checkTransportSelectors,
  answerFromTemplates,
  startByPeer,
  limitLifetimes,
  dropDescriptions,
  keepReplayWindows,
  keepManualKeys,
  noteSharedAddresses,
  listenOnTunnels,
];

export const adjust = adjustBy(RULES);
