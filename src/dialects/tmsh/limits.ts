import type { Profile } from '../../../grammars/tmsh/schema/property.ts';
import type { Json } from '../../ir/json.ts';
import type { Limits, Loss, MemberLimit, MemberPath, NameRule, Replacement } from '../../ir/limits.ts';
import {
  AUTHENTICATION_METHODS,
  ESP_ENCRYPTION,
  GROUPS,
  HASHES,
  IDENTITY_TYPES,
  IKE_ENCRYPTION,
  IKE_INTEGRITY,
  IPSEC_INTEGRITY,
  PRFS,
} from './words.ts';

const DROPPED_BY_HAND: Loss = { code: 'TG269', kind: 'dropped', note: 'no equivalent in tmsh' };
const UNSIGNED = 4_294_967_295;
const MINUTE = 60;

function algorithms(words: Readonly<Record<string, object | string | number>>): readonly Json[] {
  const values: Json[] = JSON.parse(JSON.stringify(Object.values(words)));
  return values;
}
function except(values: readonly Json[], excluded: (value: Json) => boolean): readonly Json[] {
  return values.filter((value) => !excluded(value));
}
const isGcm = (value: Json): boolean => JSON.stringify(value).includes('GCM');
const isEcp = (value: Json): boolean => typeof value === 'number' && value >= 19;
const isRacoonCipher = (value: Json): boolean => /BLOWFISH|CAST|CAMELLIA/.test(JSON.stringify(value));

const IKE_CIPHERS = algorithms(IKE_ENCRYPTION);
const IKE_GROUPS = algorithms(GROUPS);

/** A fact of the device: other values have no word. */
function always(value: Json, loss: Loss): MemberLimit {
  return { fixed: { value, basis: 'always' }, loss };
}
/** Nothing is known of the device: the value is what lowering writes. */
function unknown(value: Json, loss: Loss): MemberLimit {
  return { fixed: { value, basis: 'unknown' }, local: true, loss };
}
function cannot(code: Loss['code'], note: string): Loss {
  return { code, kind: 'error', note };
}
const DPD_TIMER = (what: string): Loss => ({
  code: 'TG262',
  kind: 'dropped',
  note: `${what} of DPD cannot be set in tmsh`,
});
const DAEMON: Loss = { code: 'TG286', kind: 'dropped', note: 'the device settles it by itself' };
const HEARTBEAT: Loss = {
  code: 'TG263',
  kind: 'dropped',
  note: 'no IKE heartbeat in tmsh; a peer that expects it deletes the SA',
  todo: 'remove "ike heartbeat-timer timeout" at the peer and use DPD',
};
/** HMAC-SHA-256 cut to 96 bits is a mismatch, not strength: the tunnel comes up and drops every packet. */
const FULL_TAGS: Replacement = {
  from: { name: 'AUTH_HMAC_SHA2_256_96' },
  to: { name: 'AUTH_HMAC_SHA2_256_128' },
  code: 'TG217',
  note: 'the source truncates SHA-2 to 96 bits, tmsh to 128',
  todo: 'set the compatibility switch at the peer too: until then the tunnel drops every packet',
};
const USUAL_PORTS: Loss = {
  code: 'TG285',
  kind: 'dropped',
  note: 'tmsh reaches peers at port 500, and 4500 behind a NAT',
};
/** Lifetimes are in minutes: rounded down, because a shorter life is never weaker (`translation.md` 5.8). */
const MINUTES: MemberLimit['range'] = {
  first: MINUTE,
  last: UNSIGNED * MINUTE,
  step: MINUTE,
  rounding: 'TG203',
};

/** No limit in time has no word: the longest one stands for it. */
const NO_END: Replacement = {
  from: 0,
  to: UNSIGNED * MINUTE,
  code: 'TG204',
  note: `no limit in time has no word: ${UNSIGNED} min`,
};

/** What can be said in TMOS 12.1 to 17 (`tmsh.md` 2; `translation.md` 2, the columns V→T and R→T). */
const SHARED: Readonly<Record<MemberPath, MemberLimit>> = {
  hostname: always(null, { code: 'TG104', kind: 'out-of-scope', note: 'not IPsec: kept as it is' }),
  'ike.localName': always(null, {
    code: 'TG243',
    kind: 'adapted',
    note: 'identity "{from}": written in each peer that sends it',
  }),
  'ike.heartbeat.sequence': always('old', HEARTBEAT),
  'ike.heartbeat.spiList': always(false, HEARTBEAT),
  'ike.heartbeat.sendIntervalSeconds': always(null, HEARTBEAT),
  'ike.heartbeat.timeoutSeconds': always(null, HEARTBEAT),
  'ike.natKeepaliveSeconds': {
    local: true,
    default: 0,
    loss: { code: 'TG100', kind: 'adapted', note: 'NAT keepalive is not written: tmsh means {to} s' },
  },
  'ike.retransmission': always(null, DAEMON),
  'ike.listen': always([], {
    code: 'TG285',
    kind: 'adapted',
    note: 'tmsh listens on the self addresses, ports 500 and 4500',
  }),
  'ike.cookieThreshold': { ...always(null, DROPPED_BY_HAND), local: true },
  'routes.preference': always(null, DROPPED_BY_HAND),
  'ikeProposals.hashes': {
    values: algorithms(HASHES),
    atMost: 1,
    loss: cannot('TG212', 'tmsh cannot authenticate with {from}'),
  },
  'ikeProposals.integrity': {
    values: algorithms(IKE_INTEGRITY),
    atMost: 1,
    loss: cannot('TG212', 'tmsh cannot authenticate with {from}'),
  },
  'ikeProposals.prfs': {
    values: algorithms(PRFS),
    atMost: 1,
    loss: cannot('TG213', 'tmsh has no PRF {from}'),
  },
  'ikeProposals.dhGroups': {
    values: IKE_GROUPS,
    onlyWith: [{ version: 'ikev2', values: IKE_GROUPS.filter(isEcp) }],
    atMost: 1,
    loss: cannot('TG214', 'tmsh has no DH group {from}'),
  },
  'ikeProposals.authenticationMethod': {
    values: algorithms(AUTHENTICATION_METHODS),
    onlyWith: [{ version: 'ikev2', values: ['ecdsa-256', 'ecdsa-384', 'ecdsa-521'] }],
    loss: cannot('TG215', 'tmsh cannot authenticate peers by {from}'),
  },
  'ikeProposals.lifetimeSeconds': {
    range: MINUTES,
    nearest: [NO_END],
    loss: { code: 'TG204', kind: 'approximated', note: '{from} s is outside what tmsh takes: {to} s' },
  },
  'ikeProposals.softLifetimeSeconds': { ...always(null, DROPPED_BY_HAND), local: true },
  'peers.proposals': { atMost: 1, loss: { code: 'TG218', kind: 'approximated', note: 'one proposal' } },
  'policies.proposals': { atMost: 1, loss: { code: 'TG218', kind: 'approximated', note: 'one proposal' } },
  'peers.exchangeModes': {
    values: ['main', 'aggressive'],
    atMost: 1,
    nearest: [{ from: 'base', to: 'main', code: 'TG240', kind: 'error' }],
    loss: { code: 'TG240', kind: 'approximated', note: 'exchange mode {from} becomes {to}' },
  },
  'peers.localAuthentication': {
    values: algorithms(AUTHENTICATION_METHODS),
    loss: cannot('TG215', 'tmsh cannot authenticate peers by {from}'),
  },
  'peers.remoteAuthentication': {
    values: algorithms(AUTHENTICATION_METHODS),
    loss: cannot('TG215', 'tmsh cannot authenticate peers by {from}'),
  },
  'peers.remoteIds.type': {
    values: [...algorithms(IDENTITY_TYPES), 'ID_IPV6_ADDR'],
    loss: cannot('TG242', "tmsh would not check the peer's identity: it has no type {from}"),
  },
  'peers.localId.type': {
    values: [...algorithms(IDENTITY_TYPES), 'ID_IPV6_ADDR'],
    loss: cannot('TG241', 'tmsh cannot send identity {from}'),
  },
  // What is not checked has no value that BIG-IP could check: a rule of two members.
  'peers.verifyRemoteId': {
    implied: [true],
    loss: cannot('TG242', "tmsh would not check the peer's identity"),
  },
  'peers.dpd.mode': {
    values: ['answer', 'periodic'],
    nearest: [
      { from: 'on-demand', to: 'periodic', code: 'TG261' },
      { from: 'off', to: 'answer', code: 'TG261' },
    ],
    loss: { code: 'TG261', kind: 'approximated', note: 'DPD {from} becomes {to}' },
  },
  'peers.dpd.retryIntervalSeconds': unknown(5, DPD_TIMER('the retry interval ({from} s)')),
  'peers.dpd.retries': unknown(5, DPD_TIMER('the number of retries ({from})')),
  'peers.dpd.then': { ...always('on-traffic', DPD_TIMER('what follows a dead peer ({from})')), local: true },
  'peers.dpd.payloadOrder': {
    ...always('hash-notify', DPD_TIMER('the payload order ({from})')),
    local: true,
  },
  'peers.fragmentation': always('off', DAEMON),
  'peers.initialContact': always(true, DAEMON),
  'peers.childSasDependOnIkeSa': always(false, {
    code: 'TG266',
    kind: 'adapted',
    note: 'in tmsh phase-2 SAs end with their phase-1 SA unless another takes them over',
  }),
  'peers.lifetimeCheck': always('shorter', {
    code: 'TG206',
    kind: 'approximated',
    note: 'the daemon of the device settles different lifetimes',
  }),
  'peers.rekey': always('on', DAEMON),
  'peers.reauthenticationSeconds': always(null, DROPPED_BY_HAND),
  'peers.configurationPayload': always('none', cannot('TG215', 'remote access ({from}) is not translated')),
  'peers.mobike': always(null, DROPPED_BY_HAND),
  'ipsecProposals.esp.encryption': {
    values: algorithms(ESP_ENCRYPTION),
    atMost: 1,
    loss: cannot('TG211', 'tmsh cannot encrypt with {from}'),
  },
  'ipsecProposals.esp.integrity': {
    values: algorithms(IPSEC_INTEGRITY),
    nearest: [FULL_TAGS],
    atMost: 1,
    loss: cannot('TG212', 'tmsh cannot authenticate with {from}'),
  },
  'ipsecProposals.ah.integrity': {
    values: algorithms(IPSEC_INTEGRITY),
    nearest: [FULL_TAGS],
    atMost: 1,
    loss: cannot('TG212', 'tmsh cannot authenticate with {from}'),
  },
  'ipsecProposals.encapsulation': {
    values: ['tunnel', 'transport'],
    nearest: [{ from: 'auto', to: 'tunnel', code: 'TG221' }],
    loss: { code: 'TG221', kind: 'approximated', note: 'encapsulation {from} becomes {to}' },
  },
  'ipsecProposals.extendedSequenceNumbers': always(false, DROPPED_BY_HAND),
  'ipsecProposals.compression': {
    values: ['none', 'deflate'],
    nearest: [{ from: 'lzs', to: 'none', code: 'TG222' }],
    loss: { code: 'TG222', kind: 'approximated', note: 'no such compression in tmsh' },
  },
  'policies.enabled': {
    values: [true, false],
    implied: [true],
    loss: { code: 'TG265', kind: 'dropped', note: 'tmsh has no switch for a policy' },
  },
  'policies.routeInjection': {
    values: ['none', 'static', 'dynamic'],
    implied: ['none'],
    loss: DROPPED_BY_HAND,
  },
  'policies.kind': {
    values: ['policy-based', 'route-based'],
    implied: ['policy-based'],
    loss: cannot('TG256', 'tmsh has no tunnel of the kind {from}'),
  },
  'policies.selectorGrouping': always('separate', {
    code: 'TG254',
    kind: 'adapted',
    note: 'each selector has its own SA',
  }),
  'policies.acceptSelectors': {
    values: ['configured', 'offered'],
    implied: ['configured'],
    loss: cannot('TG246', 'selectors that are {from} are not in tmsh'),
  },
  'policies.lifetime.seconds': {
    range: MINUTES,
    nearest: [NO_END],
    loss: { code: 'TG204', kind: 'approximated', note: '{from} s is outside what tmsh takes: {to} s' },
  },
  'policies.lifetime.kilobytes': {
    range: { first: 1000, last: UNSIGNED, step: 1, also: [0] },
    loss: { code: 'TG204', kind: 'approximated', note: '{from} KB is outside 1000..4294967295: {to} KB' },
  },
  'policies.lifetime.softSeconds': { ...always(null, DROPPED_BY_HAND), local: true },
  'policies.lifetime.softKilobytes': { ...always(null, DROPPED_BY_HAND), local: true },
  'policies.lifetime.packets': always(null, DROPPED_BY_HAND),
  'policies.initiation': {
    values: ['on-traffic', 'never'],
    implied: ['on-traffic'],
    nearest: [{ from: 'at-once', to: 'on-traffic', code: 'TG265' }],
    loss: { code: 'TG265', kind: 'approximated', note: 'BIG-IP starts on traffic: a monitor keeps it up' },
  },
  'policies.antiReplay.enabled': always(true, {
    code: 'TG267',
    kind: 'approximated',
    note: 'replay protection stays on',
  }),
  'policies.antiReplay.window': {
    local: true,
    default: 64,
    loss: { code: 'TG267', kind: 'approximated', note: 'replay window {from} becomes {to}' },
  },
  'policies.dfBit': always('copy', {
    code: 'TG268',
    kind: 'dropped',
    note: 'the DF bit is copied in tmsh',
    todo: 'set the MTU of the path by hand',
  }),
  'policies.fragmentation': always('after-encryption', {
    code: 'TG268',
    kind: 'dropped',
    note: 'tmsh fragments after encryption',
    todo: 'set the MTU of the path by hand',
  }),
};

/** GCM for IKE from 16.1 on, and for IKEv2 alone; racoon's own ciphers for IKEv1 alone. */
function ikeEncryption(ciphers: readonly Json[]): MemberLimit {
  return {
    values: ciphers,
    onlyWith: [
      { version: 'ikev2', values: ciphers.filter(isGcm) },
      { version: 'ikev1', values: ciphers.filter(isRacoonCipher) },
    ],
    atMost: 1,
    loss: cannot('TG211', 'tmsh cannot encrypt with {from}'),
  };
}
function pfsGroups(groups: readonly Json[]): MemberLimit {
  return { values: groups, atMost: 1, loss: cannot('TG231', 'tmsh has no PFS group {from}') };
}

export const NAMES: NameRule = {
  maxLength: 242, // 255 with "/Common/" and room for the ending of a virtual server
  pattern: '[A-Za-z0-9_][A-Za-z0-9_.:%-]*',
  fold: false,
};

function limitsOf(profile: Profile): Limits {
  const isOld = profile === '14';
  return {
    versions: ['ikev2', 'ikev1'],
    members: {
      ...SHARED,
      'ikeProposals.encryption': ikeEncryption(isOld ? except(IKE_CIPHERS, isGcm) : IKE_CIPHERS),
      ...(isOld ? { 'peers.remotePort': always(null, USUAL_PORTS) } : {}),
      'policies.pfsGroups': pfsGroups(isOld ? except(IKE_GROUPS, isEcp) : IKE_GROUPS),
    },
    names: { peer: NAMES, policy: NAMES, selector: NAMES },
  };
}

export const limits: Readonly<Record<Profile, Limits>> = { '14': limitsOf('14'), '16': limitsOf('16') };
