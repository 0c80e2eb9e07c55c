import type { IpsecProposal } from '../../../ir/ipsec.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import type { EncryptionTransform, IntegrityTransform } from '../../../ir/scalars.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { limitsOfProfile } from '../profile-limits.ts';
import { isCombined } from '../../../ir/algorithms.ts';
import { freeName } from '../../dialect-names.ts';

type Esp = NonNullable<IpsecProposal['esp']>;

/**
 * A proposal of lists becomes one for each combination where the device has none, in the order of preference; a
 * policy offers as many as it may (`translation.md` 5.6, rule 5).
 */
export const splitIpsecProposals: Rule = (gateway, adjustment) => {
  const taken = new Set(gateway.ipsecProposals.map(({ name }) => name));
  const parts = new Map(
    gateway.ipsecProposals.map((proposal) => [proposal.name, split(proposal, taken, adjustment)]),
  );
  const { proposals: most } = limitsOfProfile(adjustment.profile);
  const policies = gateway.policies.map((policy) => {
    const offered = policy.proposals.flatMap((name) => parts.get(name) ?? []).map(({ name }) => name);
    if (offered.length > most) {
      adjustment.note({
        code: 'TG218',
        kind: 'approximated',
        object: policyReference(policy),
        path: 'policies.proposals',
        from: offered,
        to: offered.slice(0, most),
        origins: writersOf(adjustment, policy, 'proposals'),
        note: `VRP takes ${most} proposals: ${offered.slice(most).join(', ')} dropped`,
      });
    }
    return withMembers(adjustment.origins, policy, { proposals: offered.slice(0, most) });
  });
  return withMembers(adjustment.origins, gateway, { policies, ipsecProposals: [...parts.values()].flat() });
};

function split(
  proposal: IpsecProposal,
  taken: Set<string>,
  adjustment: Adjustment,
): readonly IpsecProposal[] {
  checkSuite(proposal, adjustment);
  const { esp, ah, name } = proposal;
  const lists = limitsOfProfile(adjustment.profile).listsAlgorithms;
  const suites =
    esp === undefined ? [undefined] : lists ? withoutNull(esp, adjustment) : combinations(esp, adjustment);
  const hashes = ah === undefined ? [undefined] : lists ? [ah.integrity] : ah.integrity.map((one) => [one]);
  if (suites.length * hashes.length < 2) return [proposal];
  const origins = [
    ...writersOf(adjustment, esp ?? proposal, 'encryption', 'integrity'),
    ...writersOf(adjustment, ah ?? proposal, 'integrity'),
  ];
  const count = suites.length * hashes.length;
  adjustment.note({
    code: 'TG254',
    kind: 'adapted',
    object: { kind: 'ipsec-proposal', name },
    path: 'ipsecProposals',
    from: name,
    to: count,
    origins,
    note: `one proposal of lists becomes ${count} proposals`,
  });
  return suites
    .flatMap((suite) => hashes.map((integrity) => ({ suite, integrity })))
    .map(({ suite, integrity }, index) =>
      withMembers(adjustment.origins, proposal, {
        name: index === 0 ? name : freeName(name, taken),
        ...(suite === undefined ? {} : { esp: suite }),
        ...(ah === undefined || integrity === undefined
          ? {}
          : { ah: withMembers(adjustment.origins, ah, { integrity }) }),
      }),
    );
}

/** Each cipher with each integrity algorithm; a cipher that authenticates by itself stands alone. */
function combinations(esp: Esp, adjustment: Adjustment): readonly Esp[] {
  return esp.encryption.flatMap((cipher) => {
    const integrity = isCombined([cipher]) ? [[]] : oneByOne(esp.integrity);
    return integrity.map((list) => part(esp, [cipher], list, adjustment));
  });
}

function oneByOne(list: readonly IntegrityTransform[]): readonly (readonly IntegrityTransform[])[] {
  return list.length === 0 ? [[]] : list.map((transform) => [transform]);
}

/** No encryption is said by the absence of the line: it cannot stand in a list. */
function withoutNull(esp: Esp, adjustment: Adjustment): readonly Esp[] {
  const ciphers = esp.encryption.filter(({ name }) => name !== 'ENCR_NULL');
  const none = esp.encryption.filter(({ name }) => name === 'ENCR_NULL').slice(0, 1);
  if (none.length === 0 || ciphers.length === 0) return [esp];
  const isAlone = isCombined(ciphers);
  return [
    part(esp, ciphers, isAlone ? [] : esp.integrity, adjustment),
    part(esp, none, esp.integrity, adjustment),
  ];
}

function part(
  esp: Esp,
  encryption: readonly EncryptionTransform[],
  integrity: readonly IntegrityTransform[],
  adjustment: Adjustment,
): Esp {
  return withMembers(adjustment.origins, esp, { encryption, integrity });
}

/** Encryption and authentication cannot both be empty (`reference/vrp.md` 2.4). */
function checkSuite({ esp, name, ...proposal }: IpsecProposal, adjustment: Adjustment): void {
  const protectsNothing =
    esp?.integrity.length === 0 && esp.encryption.some((cipher) => cipher.name === 'ENCR_NULL');
  if (!protectsNothing) return;
  const object: ObjectReference = { kind: 'ipsec-proposal', name };
  const place = { object, path: 'ipsecProposals.esp', from: 'ENCR_NULL' };
  const origins = [...allOrigins(adjustment.origins, [esp, proposal])];
  adjustment.refuse('TG118', place, origins, 'ESP without encryption cannot be without authentication');
}
