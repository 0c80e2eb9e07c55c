import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Origins } from '../../../ir/origins.ts';
import type { Raised, Style } from '../../dialect.ts';
import { groupsOf } from '../groups.ts';
import { raiseAccessLists } from './access-list.ts';
import { RaisingContext } from './context.ts';
import { raiseIkePeer } from './ike-peer.ts';
import { raiseIkeProposals } from './ike-proposal.ts';
import { raiseInterfaces } from './interface.ts';
import { raiseProfiles } from './ipsec-profile.ts';
import { raiseIpsecProposals } from './ipsec-proposal.ts';
import { raiseGroup } from './policy-group.ts';
import { raiseRoutes } from './routes.ts';
import { raiseSettings } from './settings.ts';
import { surroundingsOf } from './surroundings.ts';

/** Legal IR → objects of VRP. Total: what the profile cannot say never comes here. */
export function raise(gateway: Gateway, origins: Origins, profile: Profile, style: Style): Raised {
  const context = new RaisingContext(origins, profile, style);
  const groups = groupsOf(gateway);
  const surroundings = surroundingsOf(gateway, profile);
  raiseSettings(context, gateway);
  raiseAccessLists(context, gateway, surroundings.lists);
  raiseIpsecProposals(context, gateway, surroundings.ipsecProposals);
  raiseIkeProposals(context, gateway, surroundings.ikeProposals);
  for (const peer of gateway.peers) raiseIkePeer(context, peer, surroundings);
  const profiles = raiseProfiles(context, surroundings);
  for (const group of groups) raiseGroup(context, group, surroundings);
  raiseInterfaces(context, gateway, groups, profiles);
  raiseRoutes(context, gateway);
  return context.result();
}
