import type { EncryptionTransform, IntegrityTransform } from '../../../ir/scalars.ts';
import type { IpsecProposal, Policy } from '../../../ir/ipsec.ts';
import { sameJson } from '../../../ir/json.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { allOrigins, uniteOrigins, withMembers } from '../../../ir/origins.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

interface Suite {
  readonly encryption: readonly EncryptionTransform[];
  readonly integrity: readonly IntegrityTransform[];
}

/**
 * A `sainfo` offers the product of two lists: proposals are added to it as long as the product stays inside what the
 * source offers (`translation.md` 5.6).
 */
export const mergeIpsecProposals: Rule = (gateway, adjustment) => {
  const byName = new Map(gateway.ipsecProposals.map((proposal) => [proposal.name, proposal]));
  const merged = new Map<string, IpsecProposal>();
  const policies = gateway.policies.map((policy) => {
    const offered = policy.proposals.flatMap((name) => byName.get(name) ?? []);
    const [first, ...others] = offered.filter(authenticatesOnce);
    if (first === undefined || offered.length === 1) {
      for (const proposal of offered) merged.set(proposal.name, proposal);
      return policy;
    }
    for (const proposal of offered) {
      if (!authenticatesOnce(proposal)) leaveOut(policy, proposal, adjustment);
    }
    const name = [first, ...others].map((proposal) => proposal.name).join('+');
    merged.set(name, merge(policy, first, others, name, adjustment));
    return withMembers(adjustment.origins, policy, { proposals: [name] });
  });
  return withMembers(adjustment.origins, gateway, { policies, ipsecProposals: [...merged.values()] });
};

function merge(
  policy: Policy,
  first: IpsecProposal,
  others: readonly IpsecProposal[],
  name: string,
  adjustment: Adjustment,
): IpsecProposal {
  const all = [first, ...others];
  const offered = all.flatMap((proposal) => (isAlike(proposal, first) ? pairsOf(suiteOf(proposal)) : []));
  let suite = suiteOf(first);
  const kept = [first];
  for (const proposal of others) {
    const wider = united(suite, suiteOf(proposal));
    const isInside =
      isAlike(proposal, first) && pairsOf(wider).every((pair) => offered.some((one) => sameJson(one, pair)));
    if (isInside) {
      suite = wider;
      kept.push(proposal);
    } else leaveOut(policy, proposal, adjustment);
  }
  const esp =
    first.esp === undefined
      ? undefined
      : withMembers(adjustment.origins, first.esp, {
          encryption: suite.encryption,
          integrity: suite.integrity,
        });
  const ah =
    first.ah === undefined
      ? undefined
      : withMembers(adjustment.origins, first.ah, { integrity: suite.integrity });
  const made = withMembers(adjustment.origins, first, { name, esp, ah });
  uniteOrigins(adjustment.origins, made, kept);
  if (esp !== undefined) uniteOrigins(adjustment.origins, esp, holdersOf(kept, 'esp'));
  if (ah !== undefined) uniteOrigins(adjustment.origins, ah, holdersOf(kept, 'ah'));
  noteUnited(kept, adjustment);
  return made;
}

/** What the proposals behind the first one said is in its lists now. */
function holdersOf(kept: readonly IpsecProposal[], protocol: 'esp' | 'ah'): readonly object[] {
  return kept.flatMap((proposal) => proposal[protocol] ?? []);
}

function noteUnited(kept: readonly IpsecProposal[], adjustment: Adjustment): void {
  for (const proposal of kept) {
    const object: ObjectReference = { kind: 'ipsec-proposal', name: proposal.name };
    adjustment.note({
      code: 'TG291',
      kind: 'adapted',
      object,
      path: 'ipsecProposals.name',
      from: proposal.name,
      origins: writersOf(adjustment, proposal, 'name'),
      note: `${kept.map(({ name }) => name).join(' and ')}: one sainfo`,
    });
  }
}

function leaveOut(policy: Policy, proposal: IpsecProposal, adjustment: Adjustment): void {
  adjustment.note({
    code: 'TG225',
    kind: 'approximated',
    object: policyReference(policy),
    path: 'policies.proposals',
    from: proposal.name,
    origins: [...allOrigins(adjustment.origins, proposal)],
    note: `lists would offer more than the source: ${proposal.name} left out`,
  });
}

function suiteOf({ esp, ah }: IpsecProposal): Suite {
  return { encryption: esp?.encryption ?? [], integrity: esp?.integrity ?? ah?.integrity ?? [] };
}

function isAlike(left: IpsecProposal, right: IpsecProposal): boolean {
  const shape = ({ esp, ah, encapsulation, compression }: IpsecProposal): object => ({
    esp: esp !== undefined,
    ah: ah !== undefined,
    authenticates: (esp?.integrity ?? ah?.integrity ?? []).length > 0,
    encapsulation,
    compression,
  });
  return sameJson(shape(left), shape(right));
}

function united(left: Suite, right: Suite): Suite {
  const join = <T>(a: readonly T[], b: readonly T[]): readonly T[] => [
    ...a,
    ...b.filter((item) => !a.some((other) => sameJson(other, item))),
  ];
  return {
    encryption: join(left.encryption, right.encryption),
    integrity: join(left.integrity, right.integrity),
  };
}

function pairsOf({ encryption, integrity }: Suite): readonly object[] {
  const authentications = integrity.length === 0 ? [null] : integrity;
  const ciphers = encryption.length === 0 ? [null] : encryption;
  return ciphers.flatMap((cipher) => authentications.map((authentication) => ({ cipher, authentication })));
}

/** Whether one list of algorithms says what both protocols authenticate with. */
function authenticatesOnce({ esp, ah }: Pick<IpsecProposal, 'esp' | 'ah'>): boolean {
  return esp === undefined || ah === undefined || sameJson(esp.integrity, ah.integrity);
}

/** `authentication_algorithm` speaks of ESP and AH alike; both together are written, and have never been tried. */
export const authenticateOnce: Rule = (gateway, adjustment) => {
  for (const { esp, ah, name } of gateway.ipsecProposals) {
    if (esp === undefined || ah === undefined) continue;
    const object: ObjectReference = { kind: 'ipsec-proposal', name };
    const origins = writersOf(adjustment, ah, 'integrity');
    const place = { object, path: 'ipsecProposals.ah.integrity', from: name };
    if (authenticatesOnce({ esp, ah })) {
      const note = 'AH outside ESP: two requests of one SPD entry, untested against other devices';
      adjustment.note({ code: 'TG220', kind: 'approximated', ...place, origins, note });
    } else {
      adjustment.refuse('TG220', place, origins, 'racoon cannot combine AH and ESP of different algorithms');
    }
  }
  return gateway;
};
