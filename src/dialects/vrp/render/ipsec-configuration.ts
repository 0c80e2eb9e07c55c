import type { Seen } from '../../../ir/captured.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { IpsecProposal, Policy } from '../../../ir/ipsec.ts';
import type { EncryptionTransform, IntegrityTransform } from '../../../ir/scalars.ts';
import { address, integer, vocabulary, word } from '../../../text/layout/codecs.ts';
import { cell, type Cell, type Codec, type Form } from '../../../text/layout/form.ts';
import { type LayoutsByVariant, outputKind } from '../../dialect-outputs.ts';
import {
  ipsecPolicyBriefLayouts,
  ipsecPolicyLayouts,
  ipsecProfileLayouts,
  ipsecProposalBriefLayouts,
  ipsecProposalLayouts,
  ipsecTemplateLayouts,
} from '../layouts/configuration.ts';
import { ENCRYPTION_WORDS, group, several } from './ike-words.ts';

type Proposal = Seen<IpsecProposal>;

const INTEGRITY: Readonly<Record<string, Seen<IntegrityTransform>>> = {
  'MD5-HMAC-96': { name: 'AUTH_HMAC_MD5_96' },
  'SHA1-HMAC-96': { name: 'AUTH_HMAC_SHA1_96' },
  'SHA2-HMAC-256': { name: 'AUTH_HMAC_SHA2_256_128' },
  'SHA2-HMAC-384': { name: 'AUTH_HMAC_SHA2_384_192' },
  'SHA2-HMAC-512': { name: 'AUTH_HMAC_SHA2_512_256' },
  SM3: { name: 'AUTH_HMAC_SM3' },
};
const GMAC = { name: 'ENCR_NULL_AUTH_AES_GMAC' } as const;
const CIPHERS: Readonly<Record<string, Seen<EncryptionTransform>>> = {
  ...ENCRYPTION_WORDS,
  'AES-128-GMAC': { ...GMAC, keyLength: 128 },
  'AES-192-GMAC': { ...GMAC, keyLength: 192 },
  'AES-256-GMAC': { ...GMAC, keyLength: 256 },
};
/** `192-AES`. */
const NE_CIPHERS = Object.fromEntries(
  Object.entries(CIPHERS).map(([text, value]) => [text.replace(/^AES-(\d+)/, '$1-AES'), value]),
);

function proposalCell<Value>(
  codec: Codec<Value>,
  get: (row: Proposal) => Value | undefined,
  put: (value: Value) => Proposal,
): Cell<Proposal> {
  return cell<Proposal, Value>(codec, get, put);
}
/** Old releases cut SHA-2 to 96 bits and call it the same. */
function asCalled(list: readonly Seen<IntegrityTransform>[] | undefined): typeof list {
  return list?.map((one) =>
    one.name === 'AUTH_HMAC_SHA2_256_96' ? { ...one, name: 'AUTH_HMAC_SHA2_256_128' as const } : one,
  );
}
function unlessEmpty<Value>(list: readonly Value[] | undefined): readonly Value[] | undefined {
  return list?.length === 0 ? undefined : list;
}

const integrity = several(vocabulary(INTEGRITY));
const encryptionCell = (table: typeof CIPHERS): Cell<Proposal> =>
  proposalCell(
    several(vocabulary(table)),
    ({ esp }) => unlessEmpty(esp?.encryption),
    (encryption) => ({ esp: { encryption } }),
  );
const MODES = { Tunnel: 'tunnel', Transport: 'transport', Auto: 'auto' } as const;
const mode = proposalCell(
  vocabulary(MODES),
  ({ encapsulation }) => encapsulation,
  (encapsulation) => ({ encapsulation }),
);

const proposalForm: Form<Proposal> = {
  cells: {
    name: proposalCell(
      word,
      ({ name }) => name,
      (name) => ({ name }),
    ),
    mode,
    modeOfNe: { ...mode, print: (row, moment) => mode.print(row, moment)?.toLowerCase() },
    transform: {
      pattern: '(?:ah-)?(?:esp-)?new',
      print: ({ esp, ah }) => (esp === undefined ? 'ah-new' : ah === undefined ? 'esp-new' : 'ah-esp-new'),
      read: (text) => ({
        ...(text.includes('esp') ? { esp: {} } : {}),
        ...(text.includes('ah') ? { ah: {} } : {}),
      }),
    },
    integrity: proposalCell(
      integrity,
      ({ esp }) => unlessEmpty(asCalled(esp?.integrity)),
      (value) => ({ esp: { integrity: value } }),
    ),
    ahIntegrity: proposalCell(
      integrity,
      ({ ah }) => unlessEmpty(asCalled(ah?.integrity)),
      (value) => ({ ah: { integrity: value } }),
    ),
    encryption: encryptionCell(CIPHERS),
    encryptionOfNe: encryptionCell(NE_CIPHERS),
  },
};

function proposalKind(layouts: LayoutsByVariant) {
  return outputKind<Proposal>({
    layouts,
    form: proposalForm,
    empty: {},
    rows: ({ ipsecProposals = [] }) => ipsecProposals,
    summary: ({ ipsecProposals = [] }) => ({ total: String(ipsecProposals.length) }),
    gather: (rows, { ipsecProposals }) => {
      ipsecProposals.push(...rows);
    },
  });
}

/** `display ipsec proposal` (`reference/vrp.md` 3.6). */
export const ipsecProposal = proposalKind(ipsecProposalLayouts);
/** `display ipsec proposal brief`. */
export const ipsecProposalBrief = proposalKind(ipsecProposalBriefLayouts);

type Row = Seen<Policy>;

function policyCell<Value>(
  codec: Codec<Value>,
  get: (row: Row) => Value | undefined,
  put: (value: Value) => Row,
): Cell<Row> {
  return cell<Row, Value>(codec, get, put);
}

const TRIGGERS = { Automatic: 'at-once', 'Traffic-based': 'on-traffic' } as const;
const ROUTES = { None: 'none', Static: 'static', Dynamic: 'dynamic' } as const;

const policyForm: Form<Row> = {
  cells: {
    name: policyCell(
      word,
      ({ name }) => name,
      (name) => ({ name }),
    ),
    nameAgain: policyCell(
      word,
      ({ name }) => name,
      () => ({}),
    ),
    nameAndSequence: {
      pattern: String.raw`\S+-\d+`,
      print: ({ name, sequence }) =>
        name === undefined || sequence === undefined ? undefined : `${name}-${sequence}`,
      read: (text) => {
        const at = text.lastIndexOf('-');
        return { name: text.slice(0, at), sequence: Number(text.slice(at + 1)) };
      },
    },
    local: policyCell(
      address,
      ({ tunnel }) => tunnel?.local,
      (local) => ({ tunnel: { local } }),
    ),
    remote: policyCell(
      address,
      ({ tunnel }) => tunnel?.remote,
      (remote) => ({ tunnel: { remote } }),
    ),
    interfaces: policyCell(
      several(word),
      ({ interfaces }) => unlessEmpty(interfaces),
      (interfaces) => ({ interfaces }),
    ),
    sequence: policyCell(
      integer,
      ({ sequence }) => sequence,
      (sequence) => ({ sequence }),
    ),
    accessList: policyCell(
      word,
      ({ selectors }) => selectors?.[0]?.name,
      (name) => ({ selectors: [{ name }] }),
    ),
    peer: policyCell(
      word,
      ({ peer }) => peer,
      (peer) => ({ peer }),
    ),
    kind: {
      pattern: String.raw`\w+`,
      print: ({ peer }) => (peer === undefined ? 'manual' : 'isakmp'),
      read: () => ({}),
    },
    pfs: {
      pattern: String.raw`\S.*?`,
      print: ({ pfsGroups }) =>
        pfsGroups === undefined
          ? undefined
          : pfsGroups.length === 0
            ? 'None'
            : several(group).print(pfsGroups),
      read: (text) => {
        if (/^none$/i.test(text)) return { pfsGroups: [] };
        const pfsGroups = several(group).read(text);
        return pfsGroups === undefined ? undefined : { pfsGroups };
      },
    },
    proposals: policyCell(
      several(word),
      ({ proposals }) => unlessEmpty(proposals),
      (proposals) => ({ proposals }),
    ),
    seconds: policyCell(
      integer,
      ({ lifetime }) => lifetime?.seconds,
      (seconds) => ({ lifetime: { seconds } }),
    ),
    kilobytes: policyCell(
      integer,
      ({ lifetime }) => lifetime?.kilobytes,
      (kilobytes) => ({ lifetime: { kilobytes } }),
    ),
    window: policyCell(
      integer,
      ({ antiReplay }) => antiReplay?.window,
      (window) => ({ antiReplay: { window } }),
    ),
    trigger: policyCell(
      vocabulary(TRIGGERS),
      ({ initiation }) => (initiation === 'never' ? undefined : initiation),
      (initiation) => ({ initiation }),
    ),
    routes: policyCell(
      vocabulary(ROUTES),
      ({ routeInjection }) => routeInjection,
      (routeInjection) => ({ routeInjection }),
    ),
  },
};

/** Policies of one kind; `made`: what an output says of all that it lists. */
function policyKind(layouts: LayoutsByVariant, isShown: (policy: Row) => boolean, made: Row = {}) {
  return outputKind<Row>({
    layouts,
    form: policyForm,
    empty: made,
    rows: ({ policies = [], peers = [] }) =>
      policies.filter(isShown).map((policy) => withRemote(policy, peers)),
    summary: ({ policies = [] }) => ({ total: String(policies.filter(isShown).length) }),
    gather: (rows, { policies }) => {
      policies.push(...rows);
    },
  });
}
/** Where the policy names no end of its tunnel it is that of its peer. */
function withRemote(policy: Row, peers: readonly Seen<Peer>[]): Row {
  const [remote] = peers.find(({ name }) => name === policy.peer)?.remote ?? [];
  if (policy.tunnel?.remote !== undefined || remote === undefined || !('address' in remote)) return policy;
  return { ...policy, tunnel: { ...policy.tunnel, remote: remote.address } };
}
const isProfile = ({ kind }: Row): boolean => kind === 'route-based';
const isTemplate = ({ acceptSelectors }: Row): boolean => acceptSelectors === 'offered';

/** `display ipsec policy` (3.7). */
export const ipsecPolicy = policyKind(ipsecPolicyLayouts, (policy) => !isProfile(policy));
/** `display ipsec policy brief`. */
export const ipsecPolicyBrief = policyKind(ipsecPolicyBriefLayouts, (policy) => !isProfile(policy));
/** `display ipsec policy-template`. */
export const ipsecTemplate = policyKind(
  ipsecTemplateLayouts,
  (policy) => isTemplate(policy) && !isProfile(policy),
  { acceptSelectors: 'offered' },
);
/** `display ipsec profile`. */
export const ipsecProfile = policyKind(ipsecProfileLayouts, isProfile, { kind: 'route-based' });
