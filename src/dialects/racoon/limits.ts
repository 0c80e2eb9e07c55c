import { CIPHER_LENGTHS } from '../../../grammars/racoon/schema/phases.ts';
import { ENCRYPTION } from '../../ir/algorithms.ts';
import type { Json } from '../../ir/json.ts';
import type { Limits, Loss, MemberLimit, MemberPath, Replacement } from '../../ir/limits.ts';
import { PROFILE } from './detect.ts';
import { LABELS } from './names.ts';
import {
  ESP_CIPHERS,
  GATEWAY_METHODS,
  GROUPS,
  HASHES,
  IDENTITY_TYPES,
  IKE_CIPHERS,
  INTEGRITY,
} from './words.ts';

const UNSIGNED = 4_294_967_295;

function json(words: Readonly<Record<string, object | string | number>>): readonly Json[] {
  const values: Json[] = JSON.parse(JSON.stringify(Object.values(words)));
  return values;
}
/** Every cipher that there is a word for, with every length that the word takes. */
function ciphers(words: typeof IKE_CIPHERS): readonly Json[] {
  return Object.entries(words).flatMap(([word, { name, lengths }]): readonly Json[] => {
    if (lengths !== true) return [{ name }];
    const { first, last, step } = CIPHER_LENGTHS[word] ?? { first: 128, last: 128, step: 8 };
    const named = ENCRYPTION[name].keyLengths ?? [];
    const all = Array.from(
      { length: Math.floor((last - first) / step) + 1 },
      (_, index) => first + index * step,
    );
    return [...new Set([...named, ...all])].map((keyLength) => ({ name, keyLength }));
  });
}

/** A fact of the device: other values have no word. */
function always(value: Json, loss: Loss): MemberLimit {
  return { fixed: { value, basis: 'always' }, loss };
}
function cannot(code: Loss['code'], note: string): Loss {
  return { code, kind: 'error', note };
}
const BY_HAND: Loss = { code: 'TG269', kind: 'dropped', note: 'no equivalent in racoon' };
const HEARTBEAT: Loss = {
  code: 'TG263',
  kind: 'dropped',
  note: 'no IKE heartbeat in racoon; a peer that expects it deletes the SA',
  todo: 'remove "ike heartbeat-timer timeout" at the peer and use DPD',
};
const ELSEWHERE: Loss = {
  code: 'TG268',
  kind: 'dropped',
  note: 'set elsewhere in racoon: the kernel copies the DF bit and fragments after encryption',
  todo: 'set the MTU of the path by hand',
};
/** HMAC-SHA-256 cut to 96 bits is a mismatch, not strength: the tunnel comes up and drops every packet. */
const FULL_TAGS: Replacement = {
  from: { name: 'AUTH_HMAC_SHA2_256_96' },
  to: { name: 'AUTH_HMAC_SHA2_256_128' },
  code: 'TG217',
  note: 'the source truncates SHA-2 to 96 bits, racoon to 128',
  todo: 'set the compatibility switch at the peer too: until then the tunnel drops every packet',
};
const seconds = (first: number): MemberLimit => ({
  range: { first, last: UNSIGNED, step: 1 },
  loss: { code: 'TG204', kind: 'approximated', note: '{from} s is outside what racoon takes: {to} s' },
});
const method: MemberLimit = {
  values: [...GATEWAY_METHODS],
  loss: cannot('TG215', 'racoon cannot authenticate gateways by {from}'),
};
const integrity: MemberLimit = {
  values: json(INTEGRITY),
  nearest: [FULL_TAGS],
  loss: cannot('TG212', 'racoon cannot authenticate with {from}'),
};

/** What can be said in ipsec-tools 0.9 (`racoon.md` 3 and 4; `translation.md` 2, the columns V→R and T→R). */
const MEMBERS: Readonly<Record<MemberPath, MemberLimit>> = {
  hostname: always(null, { code: 'TG104', kind: 'out-of-scope', note: 'not IPsec: kept as it is' }),
  'ike.localName': always(null, {
    code: 'TG243',
    kind: 'adapted',
    note: 'identity "{from}": written in each remote that sends it',
  }),
  'ike.heartbeat.sequence': always('old', HEARTBEAT),
  'ike.heartbeat.spiList': always(false, HEARTBEAT),
  'ike.heartbeat.sendIntervalSeconds': always(null, HEARTBEAT),
  'ike.heartbeat.timeoutSeconds': always(null, HEARTBEAT),
  'ike.natKeepaliveSeconds': {
    local: true,
    default: 20,
    loss: { code: 'TG100', kind: 'adapted', note: 'NAT keepalive is not written: racoon means {to} s' },
  },
  'ike.cookieThreshold': { ...always(null, BY_HAND), local: true },
  'ikeProposals.encryption': {
    values: ciphers(IKE_CIPHERS),
    loss: cannot('TG211', 'racoon cannot encrypt with {from}'),
  },
  'ikeProposals.hashes': {
    values: json(HASHES),
    loss: cannot('TG212', 'racoon cannot authenticate with {from}'),
  },
  'ikeProposals.dhGroups': { values: json(GROUPS), loss: cannot('TG214', 'racoon has no DH group {from}') },
  'ikeProposals.authenticationMethod': method,
  'ikeProposals.lifetimeSeconds': seconds(1),
  'ikeProposals.softLifetimeSeconds': { ...always(null, BY_HAND), local: true },
  'peers.localId.type': {
    values: [...json(IDENTITY_TYPES), 'ID_IPV6_ADDR'],
    loss: cannot('TG241', 'racoon cannot send identity {from}'),
  },
  'peers.dpd.mode': {
    values: ['off', 'answer', 'periodic'],
    nearest: [{ from: 'on-demand', to: 'periodic', code: 'TG261' }],
    loss: { code: 'TG261', kind: 'approximated', note: 'DPD {from} becomes {to}' },
  },
  'peers.dpd.payloadOrder': {
    ...always('hash-notify', {
      code: 'TG262',
      kind: 'dropped',
      note: 'the payload order of DPD ({from}) cannot be set in racoon, which reads both',
    }),
    local: true,
  },
  'peers.dpd.then': {
    ...always('on-traffic', {
      code: 'TG262',
      kind: 'dropped',
      note: 'what follows a dead peer ({from}) cannot be set in racoon',
    }),
    local: true,
  },
  'peers.childSasDependOnIkeSa': always(false, {
    code: 'TG266',
    kind: 'adapted',
    note: 'in racoon phase-2 SAs end with their phase-1 SA unless another takes them over',
  }),
  'peers.lifetimeCheck': {
    values: ['obey', 'strict', 'claim', 'exact'],
    nearest: [
      {
        from: 'shorter',
        to: 'claim',
        code: 'TG206',
        note: 'a peer that starts with a longer phase-1 lifetime is refused: "claim" takes no weaker proposal',
      },
      { from: 'obey', to: 'claim', code: 'TG206', note: '"obey" would take a weaker proposal of the peer' },
    ],
    loss: { code: 'TG206', kind: 'approximated', note: 'different lifetimes are settled by "claim"' },
  },
  'peers.reauthenticationSeconds': always(null, BY_HAND),
  'peers.configurationPayload': {
    values: ['none'],
    implied: ['none'],
    loss: cannot('TG215', 'remote access ({from}) is not translated'),
  },
  'peers.mobike': always(null, BY_HAND),
  'ipsecProposals.esp.encryption': {
    values: ciphers(ESP_CIPHERS),
    loss: cannot('TG211', 'racoon cannot encrypt with {from}'),
  },
  'ipsecProposals.esp.integrity': integrity,
  'ipsecProposals.ah.integrity': integrity,
  'ipsecProposals.encapsulation': {
    values: ['tunnel', 'transport'],
    nearest: [{ from: 'auto', to: 'tunnel', code: 'TG221' }],
    loss: { code: 'TG221', kind: 'approximated', note: 'encapsulation {from} becomes {to}' },
  },
  'ipsecProposals.extendedSequenceNumbers': always(false, BY_HAND),
  'policies.kind': {
    values: ['policy-based'],
    implied: ['policy-based'],
    loss: cannot('TG256', 'racoon has no tunnel interface'),
  },
  'policies.selectorGrouping': always('separate', {
    code: 'TG254',
    kind: 'adapted',
    note: 'each selector has its own SA',
  }),
  'policies.pfsGroups': {
    values: json(GROUPS),
    atMost: 1,
    loss: cannot('TG231', 'racoon has no PFS group {from}'),
  },
  'policies.lifetime.seconds': { ...seconds(1), range: { first: 1, last: UNSIGNED, step: 1, also: [0] } },
  'policies.lifetime.kilobytes': always(0, {
    code: 'TG205',
    kind: 'dropped',
    note: 'no lifetime by volume in racoon: {from} KB dropped',
  }),
  'policies.lifetime.softSeconds': { ...always(null, BY_HAND), local: true },
  'policies.lifetime.softKilobytes': { ...always(null, BY_HAND), local: true },
  'policies.lifetime.packets': always(null, BY_HAND),
  'policies.initiation': {
    values: ['on-traffic', 'never'],
    nearest: [
      {
        from: 'at-once',
        to: 'on-traffic',
        code: 'TG265',
        note: 'racoon starts on traffic',
        todo: 'start the tunnel with "racoonctl establish-sa", or keep it up with a monitor',
      },
    ],
    loss: { code: 'TG265', kind: 'approximated', note: 'racoon starts on traffic' },
  },
  'policies.dfBit': always('copy', ELSEWHERE),
  'policies.fragmentation': always('after-encryption', ELSEWHERE),
  'policies.routeInjection': always('none', {
    code: 'TG282',
    kind: 'dropped',
    note: 'racoon injects no routes',
    todo: 'write the routes of the tunnel by hand',
  }),
};

export const limits: Readonly<Record<string, Limits>> = {
  [PROFILE]: { versions: ['ikev1'], members: MEMBERS, names: { peer: LABELS } },
};
