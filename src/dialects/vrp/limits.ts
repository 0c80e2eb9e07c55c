import type { Profile } from '../../../grammars/vrp/profiles.ts';
import type { Json } from '../../ir/json.ts';
import type { Limits, Loss, MemberLimit, MemberPath, Replacement } from '../../ir/limits.ts';
import { limitsOfProfile, LONGEST_LIFE, NAMES, PROPOSAL_NAMES } from './profile-limits.ts';
import { type ProfileWords, valuesOf, type Vocabulary, wordsOf } from './words-of-profile.ts';

const DROPPED_BY_HAND: Loss = { code: 'TG269', kind: 'dropped', note: 'no equivalent in VRP' };
const DAEMON: Loss = { code: 'TG286', kind: 'dropped', note: 'the device settles it by itself' };

/** A fact of the device: other values have no word. */
function always(value: Json, loss: Loss): MemberLimit {
  return { fixed: { value, basis: 'always' }, loss };
}
function cannot(code: Loss['code'], note: string): Loss {
  return { code, kind: 'error', note };
}
function outside(unit: string): Loss {
  return {
    code: 'TG204',
    kind: 'approximated',
    note: `{from} ${unit} is outside what VRP takes: {to} ${unit}`,
  };
}
function seconds(first: number, last: number): MemberLimit {
  return { range: { first, last, step: 1 }, loss: outside('s') };
}
/** No limit has no word for a lifetime: the longest one stands for it. */
function lifetime(first: number): MemberLimit {
  const note = `no limit in time has no word: ${LONGEST_LIFE} s`;
  return { ...seconds(first, LONGEST_LIFE), nearest: [{ from: 0, to: LONGEST_LIFE, code: 'TG204', note }] };
}
const MOST_KILOBYTES = 200_000_000;

/** Retries of a device without a word for them. */
const FIXED_RETRIES = 5;
const USUAL_RETRIES = 3;
const USUAL_NAT_KEEPALIVE = 20;

/**
 * HMAC-SHA-256 cut to 96 bits is a mismatch, not strength. VRP is always told to use the tags of RFC 4868
 * (`translation.md` 2.1, G16).
 */
const FULL_TAGS: Replacement = {
  from: { name: 'AUTH_HMAC_SHA2_256_96' },
  to: { name: 'AUTH_HMAC_SHA2_256_128' },
  code: 'TG217',
  note: 'the source truncates SHA-2 to 96 bits; written with the compatibility switch: 128',
  todo: 'set the compatibility switch at the peer too: until then the tunnel drops every packet',
};

/** VRP takes the shorter lifetime: so do `claim` and `strict`, but `obey` takes any, and `exact` no other (`translation.md` 2.2, P13). */
const LIFETIME_CHECKS = (['claim', 'strict', 'obey', 'exact'] as const).map((check) => ({
  from: check,
  to: 'shorter',
  code: 'TG206' as const,
  kind: check === 'claim' || check === 'strict' ? ('adapted' as const) : ('approximated' as const),
  note: `the source settles different lifetimes by "${check}", VRP takes the shorter one`,
}));

/** What is the same on every device with VRP (`translation.md` 2, the columns T→V and R→V). */
const SHARED: Readonly<Record<MemberPath, MemberLimit>> = {
  hostname: always(null, { code: 'TG104', kind: 'out-of-scope', note: 'not IPsec: kept as it is' }),
  'ike.heartbeat.sendIntervalSeconds': seconds(20, 28_800),
  'ike.heartbeat.timeoutSeconds': seconds(30, 28_800),
  'ike.natKeepaliveSeconds': {
    range: { first: 5, last: 300, step: 1 },
    nearest: [
      {
        from: 0,
        to: USUAL_NAT_KEEPALIVE,
        code: 'TG264',
        note: `NAT keepalive cannot be switched off in VRP: ${USUAL_NAT_KEEPALIVE} s`,
      },
    ],
    local: true,
    default: USUAL_NAT_KEEPALIVE,
    loss: { code: 'TG204', kind: 'approximated', note: 'NAT keepalive {from} s becomes {to} s' },
  },
  'ike.retransmission': always(null, DAEMON),
  'ike.listen': always([], {
    code: 'TG285',
    kind: 'adapted',
    note: 'VRP listens on the addresses of its tunnels, ports 500 and 4500',
  }),
  'ike.cookieThreshold': { local: true, default: null, loss: DROPPED_BY_HAND },
  'ikeProposals.lifetimeSeconds': lifetime(60),
  'ikeProposals.softLifetimeSeconds': { ...always(null, DROPPED_BY_HAND), local: true },
  'peers.remotePort': always(null, {
    code: 'TG285',
    kind: 'dropped',
    note: 'VRP reaches peers at port 500, and 4500 behind a NAT',
  }),
  'peers.verifyRemoteId': always(true, {
    code: 'TG243',
    kind: 'approximated',
    note: "VRP always checks the peer's identity, by its address where no other is named",
  }),
  'peers.dpd.mode': {
    values: ['answer', 'on-demand', 'periodic'],
    nearest: [{ from: 'off', to: 'answer', code: 'TG262', note: 'DPD is answered, not refused' }],
    loss: { code: 'TG261', kind: 'approximated', note: 'DPD {from} becomes {to}' },
  },
  'peers.dpd.idleSeconds': seconds(10, 3600),
  'peers.dpd.then': {
    ...always('by-policy', {
      code: 'TG262',
      kind: 'dropped',
      note: 'what follows a dead peer ({from}) cannot be set in VRP',
    }),
    local: true,
  },
  'peers.natTraversal': {
    values: ['on', 'off'],
    nearest: [{ from: 'force', to: 'on', code: 'TG260', note: 'NAT traversal only when a NAT is found' }],
    loss: { code: 'TG260', kind: 'approximated', note: 'NAT traversal {from} becomes {to}' },
  },
  'peers.fragmentation': {
    values: ['on', 'off'],
    nearest: [{ from: 'force', to: 'on', code: 'TG286' }],
    loss: DAEMON,
  },
  'peers.lifetimeCheck': {
    values: ['shorter'],
    implied: ['shorter'],
    nearest: LIFETIME_CHECKS,
    loss: { code: 'TG206', kind: 'approximated', note: 'VRP takes the shorter lifetime' },
  },
  'peers.rekey': always('on', DAEMON),
  'peers.reauthenticationSeconds': seconds(60, LONGEST_LIFE),
  'peers.configurationPayload': always('none', cannot('TG215', 'remote access ({from}) is not translated')),
  'peers.mobike': always(null, DROPPED_BY_HAND),
  'ipsecProposals.extendedSequenceNumbers': always(false, DROPPED_BY_HAND),
  'ipsecProposals.compression': always('none', {
    code: 'TG222',
    kind: 'approximated',
    note: 'no compression in VRP: the tunnel comes up if the peer accepts that',
  }),
  'policies.selectorGrouping': always('separate', {
    code: 'TG254',
    kind: 'adapted',
    note: 'each rule has its own SA',
  }),
  'policies.lifetime.softSeconds': { ...always(null, DROPPED_BY_HAND), local: true },
  'policies.lifetime.softKilobytes': { ...always(null, DROPPED_BY_HAND), local: true },
  'policies.lifetime.packets': always(null, DROPPED_BY_HAND),
};

/** The algorithms that a profile has words for. */
function algorithmLimits(
  words: ProfileWords,
  atMost: number | undefined,
): Readonly<Record<MemberPath, MemberLimit>> {
  const list = (values: readonly Json[], loss: Loss): MemberLimit => ({
    values,
    loss,
    ...(atMost === undefined ? {} : { atMost }),
  });
  const integrity = cannot('TG212', 'VRP cannot authenticate with {from}');
  const method: MemberLimit = {
    values: json(words.authenticationMethods),
    loss: cannot('TG215', 'VRP cannot authenticate peers by {from}'),
  };
  const ciphers = json(words.ikeEncryption);
  return {
    'ikeProposals.encryption': {
      ...list(ciphers, cannot('TG211', 'VRP cannot encrypt with {from}')),
      onlyWith: [{ version: 'ikev2', values: ciphers.filter(isGcm) }],
    },
    'ikeProposals.hashes': list(json(words.hashes), integrity),
    'ikeProposals.integrity': list(json(words.integrity), integrity),
    ...(words.prfs.length === 0
      ? {}
      : { 'ikeProposals.prfs': list(json(words.prfs), cannot('TG213', 'VRP has no PRF {from}')) }),
    'ikeProposals.dhGroups': list(words.dhGroups, cannot('TG214', 'VRP has no DH group {from}')),
    'ikeProposals.authenticationMethod': method,
    'peers.localAuthentication': method,
    'peers.remoteAuthentication': method,
    'ipsecProposals.esp.encryption': {
      values: [...json(words.espEncryption), { name: 'ENCR_NULL' }],
      loss: cannot('TG211', 'VRP cannot encrypt with {from}'),
    },
    'ipsecProposals.esp.integrity': {
      values: json(words.ipsecIntegrity),
      nearest: [FULL_TAGS],
      loss: integrity,
    },
    'ipsecProposals.ah.integrity': {
      values: json(words.ipsecIntegrity),
      nearest: [FULL_TAGS],
      loss: integrity,
    },
    'policies.pfsGroups': {
      values: words.pfsGroups,
      atMost: 1,
      loss: cannot('TG231', 'VRP has no PFS group {from}'),
    },
  };
}

function json<Value>(vocabulary: Vocabulary<Value>): readonly Json[] {
  const values: Json[] = JSON.parse(JSON.stringify(valuesOf(vocabulary)));
  return values;
}
const isGcm = (value: Json): boolean => JSON.stringify(value).includes('GCM');

function memberLimits(profile: Profile): Readonly<Record<MemberPath, MemberLimit>> {
  const limits = limitsOfProfile(profile);
  const { first, last, default: usual } = limits.retryInterval;
  const retries: Loss = {
    code: 'TG262',
    kind: 'approximated',
    note: 'the number of DPD retries ({from}) becomes {to}',
  };
  return {
    ...SHARED,
    ...algorithmLimits(wordsOf(profile), limits.listsAlgorithms ? undefined : 1),
    'peers.exchangeModes': {
      values: ['main', 'aggressive'],
      nearest: [{ from: 'base', to: 'main', code: 'TG240', kind: 'error' }],
      ...(profile === 'usg' ? {} : { atMost: 1 }),
      loss: { code: 'TG240', kind: 'approximated', note: 'exchange mode {from} becomes {to}' },
    },
    'peers.dpd.retryIntervalSeconds': {
      range: { first, last, step: 1 },
      local: true,
      default: usual,
      loss: {
        code: 'TG204',
        kind: 'approximated',
        note: 'the retry interval of DPD ({from} s) becomes {to} s',
      },
    },
    'peers.dpd.retries': limits.settableRetries
      ? {
          range: { first: 3, last: 10, step: 1 },
          local: true,
          default: USUAL_RETRIES,
          loss: { ...retries, code: 'TG204' },
        }
      : { ...always(FIXED_RETRIES, retries), local: true },
    'peers.dpd.payloadOrder': {
      ...(profile === 'ne' ? { fixed: { value: limits.payloadOrder, basis: 'always' as const } } : {}),
      local: true,
      default: limits.payloadOrder,
      loss: {
        code: 'TG262',
        kind: 'dropped',
        note: 'the payload order of DPD ({from}) is {to} in VRP: devices read both',
      },
    },
    'ipsecProposals.encapsulation': {
      values: profile === 'usg' ? ['tunnel', 'transport', 'auto'] : ['tunnel', 'transport'],
      nearest: profile === 'usg' ? [] : [{ from: 'auto', to: 'tunnel', code: 'TG221' }],
      loss: { code: 'TG221', kind: 'approximated', note: 'encapsulation {from} becomes {to}' },
    },
    'policies.lifetime.seconds': {
      range: { first: limits.childLifetime, last: LONGEST_LIFE, step: 1, also: [0] },
      loss: outside('s'),
    },
    'policies.lifetime.kilobytes': {
      range: { first: limits.childKilobytes, last: MOST_KILOBYTES, step: 1, also: [0] },
      loss: outside('KB'),
    },
  };
}

function limitsOf(profile: Profile): Limits {
  return {
    versions: ['ikev2', 'ikev1'],
    members: memberLimits(profile),
    names: { peer: NAMES, policy: NAMES, 'ipsec-proposal': PROPOSAL_NAMES },
  };
}

export const limits: Readonly<Record<Profile, Limits>> = {
  'ar-v2r3': limitsOf('ar-v2r3'),
  ar: limitsOf('ar'),
  usg: limitsOf('usg'),
  ne: limitsOf('ne'),
};
