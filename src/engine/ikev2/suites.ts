import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import type { ChosenIkeSuite, ChosenProposal } from '../negotiation/ike-proposals.ts';

/** The suite of a proposal chosen; SAs of one peer with the same outcome share it. */
export function suiteFor(peer: PeerConfiguration, chosen: ChosenProposal): ChosenIkeSuite {
  const known = peer.lastSuite;
  const proposal = peer.offer.configured[chosen.own] ?? 0;
  if (
    known !== null &&
    known.encryption === chosen.encryption &&
    known.integrity === chosen.integrity &&
    known.prf === chosen.prf &&
    known.group === chosen.group &&
    known.proposal === proposal
  ) {
    return known;
  }
  const suite = {
    encryption: chosen.encryption,
    hash: 0,
    integrity: chosen.integrity,
    prf: chosen.prf,
    group: chosen.group,
    proposal,
  };
  peer.lastSuite = suite;
  return suite;
}
