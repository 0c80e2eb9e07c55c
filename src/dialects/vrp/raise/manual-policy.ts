import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecPolicyManual } from '../../../../grammars/vrp/chapters/ipsec-policy-manual.ts';
import type { ManualSa } from '../../../ir/ipsec.ts';
import type { Secret } from '../../../ir/scalars.ts';
import type { Said } from '../../dialect.ts';
import type { GroupMember, PolicyGroup } from '../groups.ts';
import { addressText } from './address-text.ts';
import type { RaisingContext } from './context.ts';
import { PolicyLines } from './policy-lines.ts';
import type { Surroundings } from './surroundings.ts';

/** `ipsec policy NAME SEQ manual`: the ends of the tunnel, and the SPI and keys of each direction. */
export function raiseManual(
  context: RaisingContext,
  group: PolicyGroup,
  { policy, sequence }: GroupMember,
  surroundings: Surroundings,
): void {
  const said: Said = [
    [policy, 'name'],
    [policy, 'sequence'],
  ];
  const values = { name: group.name, sequence: String(sequence) };
  const object = context.open('ipsecPolicy', ipsecPolicyManual.view, values, said);
  const lines = new PolicyLines(context, policy, surroundings);
  lines.putReferences(ipsecPolicyManual, object);
  lines.putList(ipsecPolicyManual, object);
  const { local = '', remote = '' } = policy.tunnel;
  const mode = surroundings
    .ipsecProposalsOf(policy)
    .filter(({ encapsulation }) => encapsulation === 'tunnel')
    .map((proposal): Said[number] => [proposal, 'encapsulation']);
  const own = surroundings.gateway.manualSas.filter(
    (sa) => sa.policy?.name === policy.name && sa.policy.sequence === policy.sequence,
  );
  const ends = own.flatMap((sa): Said => [
    [sa, 'source'],
    [sa, 'destination'],
    [sa, 'mode'],
  ]);
  context.line(ipsecPolicyManual, object, 'tunnelLocal', { address: addressText(local) }, [
    [policy.tunnel, 'local'],
    ...mode,
    ...ends,
  ]);
  context.line(ipsecPolicyManual, object, 'tunnelRemote', { address: addressText(remote) }, [
    [policy.tunnel, 'remote'],
  ]);
  for (const sa of own) putSa(context, object, sa);
  noteImplied(context, policy);
}

function putSa(context: RaisingContext, object: ConfigurationObject, sa: ManualSa): void {
  const which = {
    'sa-direction': sa.direction === 'in' ? 'inbound' : 'outbound',
    'sa-protocol': sa.protocol,
  };
  context.line(ipsecPolicyManual, object, 'saSpi', { ...which, index: String(sa.spi) }, [
    [sa, 'spi'],
    [sa, 'direction'],
    [sa, 'protocol'],
    [sa, 'name'],
    [sa, 'policy'],
    [sa, 'encryption'],
    [sa, 'integrity'],
  ]);
  const form = context.profile === 'ar-v2r3' ? 'simple' : 'cipher';
  const { keyString, integrityKey, encryptionKey } = sa;
  if (keyString !== undefined) {
    const values = { ...which, form, 'secret-text': keyText(keyString) };
    context.line(ipsecPolicyManual, object, 'saStringKey', values, [[sa, 'keyString']]);
  }
  if (integrityKey !== undefined) {
    const values = { ...which, form, 'secret-text': keyText(integrityKey) };
    context.line(ipsecPolicyManual, object, 'saAuthenticationHex', values, [[sa, 'integrityKey']]);
  }
  if (encryptionKey !== undefined) {
    const values = { 'sa-direction': which['sa-direction'], form, 'secret-text': keyText(encryptionKey) };
    context.line(ipsecPolicyManual, object, 'saEncryptionHex', values, [[sa, 'encryptionKey']]);
  }
}

function keyText(secret: Secret): string {
  return 'psk' in secret ? secret.psk : `{{${secret.unreadable}}}`;
}

/** Nothing is negotiated: what an IR document says of it is what manual keys mean. */
function noteImplied(context: RaisingContext, policy: GroupMember['policy']): void {
  const object = { kind: 'policy' as const, name: policy.name, sequence: policy.sequence };
  const said: Said = [
    ...(
      [
        'kind',
        'acceptSelectors',
        'pfsGroups',
        'initiation',
        'dfBit',
        'fragmentation',
        'routeInjection',
        'enabled',
      ] as const
    ).map((member): Said[number] => [policy, member]),
    [policy.lifetime, 'seconds'],
    [policy.lifetime, 'kilobytes'],
    [policy.antiReplay, 'enabled'],
    [policy.antiReplay, 'window'],
  ];
  context.imply(
    'what IKE would negotiate',
    'nothing of it',
    { object, path: 'policies', from: policy.name },
    said,
  );
}
