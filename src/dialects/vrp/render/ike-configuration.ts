import type { Seen } from '../../../ir/captured.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import type { HashName, Identity, IntegrityTransform } from '../../../ir/scalars.ts';
import { address, integer, vocabulary, word, words } from '../../../text/layout/codecs.ts';
import { cell, type Cell, type Codec, type Form } from '../../../text/layout/form.ts';
import { outputKind } from '../../dialect-outputs.ts';
import { ikePeerBriefLayouts, ikePeerLayouts, ikeProposalLayouts } from '../layouts/configuration.ts';
import { dashed } from './dashed.ts';
import { ID_TYPES, typedIdentity } from './identity.ts';
import {
  AUTHENTICATION_WORDS,
  ENCRYPTION_WORDS,
  group,
  HASH_WORDS,
  INTEGRITY_WORDS,
  PRF_WORDS,
  several,
} from './ike-words.ts';

type Proposal = Seen<IkeProposal>;

/** NE routers show the first of each list, in words of their own. */
function firstCell<Value>(
  codec: Codec<Value>,
  get: (row: Proposal) => readonly Value[] | undefined,
  put: (values: readonly Value[]) => Proposal,
): Cell<Proposal> {
  return cell<Proposal, Value>(
    codec,
    (row) => get(row)?.[0],
    (value) => put([value]),
  );
}
function listCell<Value>(
  codec: Codec<Value>,
  get: (row: Proposal) => readonly Value[] | undefined,
  put: (values: readonly Value[]) => Proposal,
): Cell<Proposal> {
  return cell<Proposal, readonly Value[]>(several(codec), get, put);
}

const NE_HASHES: Readonly<Record<string, HashName>> = {
  SHA: 'SHA',
  MD5: 'MD5',
  SHA256: 'SHA2-256',
  SHA384: 'SHA2-384',
  SHA512: 'SHA2-512',
};
const NE_CIPHERS = {
  '128-AES': { name: 'ENCR_AES_CBC', keyLength: 128 },
  '192-AES': { name: 'ENCR_AES_CBC', keyLength: 192 },
  '256-AES': { name: 'ENCR_AES_CBC', keyLength: 256 },
  '3DES_CBC': { name: 'ENCR_3DES' },
  DES_CBC: { name: 'ENCR_DES' },
} as const;
const groupOfNe: Codec<number> = {
  pattern: String.raw`\w+`,
  print: (number) => group.print(number)?.replace('-', '_'),
  read: (text) => group.read(text),
};

const proposalForm: Form<Proposal> = {
  cells: {
    name: cell(
      word,
      ({ name }) => (name === 'default' ? 'Default' : name),
      (name) => ({ name: name === 'Default' ? 'default' : name }),
    ),
    authentication: cell(
      vocabulary(AUTHENTICATION_WORDS),
      ({ authenticationMethod }) => authenticationMethod,
      (authenticationMethod) => ({ authenticationMethod }),
    ),
    hashes: listCell(
      vocabulary(HASH_WORDS),
      ({ hashes }) => hashes,
      (hashes) => ({ hashes }),
    ),
    encryption: listCell(
      vocabulary(ENCRYPTION_WORDS),
      ({ encryption }) => encryption,
      (encryption) => ({ encryption }),
    ),
    groups: listCell(
      group,
      ({ dhGroups }) => dhGroups,
      (dhGroups) => ({ dhGroups }),
    ),
    lifetime: cell(
      integer,
      ({ lifetimeSeconds }) => lifetimeSeconds,
      (lifetimeSeconds) => ({ lifetimeSeconds }),
    ),
    integrity: listCell<Seen<IntegrityTransform>>(
      vocabulary(INTEGRITY_WORDS),
      ({ integrity }) => integrity,
      (integrity) => ({ integrity }),
    ),
    prfs: listCell(
      vocabulary(PRF_WORDS),
      ({ prfs }) => prfs,
      (prfs) => ({ prfs }),
    ),
    hash: firstCell(
      vocabulary(NE_HASHES, String.raw`\w+`),
      ({ hashes }) => hashes,
      (hashes) => ({ hashes }),
    ),
    cipher: firstCell<NonNullable<Proposal['encryption']>[number]>(
      vocabulary(NE_CIPHERS, String.raw`[\w-]+`),
      ({ encryption }) => encryption,
      (encryption) => ({ encryption }),
    ),
    groupOfNe: {
      ...firstCell(
        groupOfNe,
        ({ dhGroups }) => dhGroups,
        (dhGroups) => ({ dhGroups }),
      ),
      print: ({ dhGroups }) =>
        dhGroups === undefined
          ? undefined
          : dhGroups[0] === undefined
            ? 'NONE'
            : groupOfNe.print(dhGroups[0]),
      read: (text) => {
        const number = groupOfNe.read(text);
        return text === 'NONE' ? { dhGroups: [] } : number === undefined ? undefined : { dhGroups: [number] };
      },
    },
  },
};

/** `display ike proposal` (`reference/vrp.md` 3.4). */
export const ikeProposal = outputKind<Proposal>({
  layouts: ikeProposalLayouts,
  form: proposalForm,
  empty: {},
  rows: ({ ikeProposals = [] }) => ikeProposals,
  summary: ({ ikeProposals = [] }) => ({ total: String(ikeProposals.length) }),
  gather: (rows, { ikeProposals }) => {
    ikeProposals.push(...rows);
  },
});

/** `isDpdOff`: its mode is shown all the same. */
type Row = Seen<Peer> & { readonly isDpdOff?: boolean };

function peerCell<Value>(
  codec: Codec<Value>,
  get: (row: Row) => Value | undefined,
  put: (value: Value) => Row,
): Cell<Row> {
  return cell<Row, Value>(codec, get, put);
}
function constant(text: string): Cell<Row> {
  return { pattern: String.raw`\S+`, print: () => text, read: () => ({}) };
}

const idType = (id: Seen<Identity> | undefined): Seen<Identity>['type'] => id?.type;
/** An IPv6 address is an IP too. */
const ID_WORDS: typeof ID_TYPES = {
  ...ID_TYPES,
  print: (type) => (type === 'ID_IPV6_ADDR' ? 'IP' : ID_TYPES.print(type)),
};

const localIdType = peerCell(
  ID_WORDS,
  ({ localId }) => idType(localId),
  (type) => ({ localId: { type } }),
);
const vpn = peerCell(
  word,
  ({ vrf }) => vrf,
  (vrf) => ({ vrf }),
);
const remoteId = peerCell(
  words,
  ({ remoteIds }) => remoteIds?.[0]?.value,
  (value) => ({ remoteIds: [{ value }] }),
);

function natCell(on: string, off: string): Cell<Row> {
  return {
    pattern: `${on}|${off}`,
    print: ({ natTraversal }) => (natTraversal === undefined ? undefined : natTraversal === 'off' ? off : on),
    read: (text) => ({ natTraversal: text.toLowerCase() === off.toLowerCase() ? 'off' : 'on' }),
  };
}

const peerForm: Form<Row> = {
  cells: {
    name: peerCell(
      word,
      ({ name }) => name,
      (name) => ({ name }),
    ),
    versions: {
      pattern: '(?:v[12])+',
      print: ({ versions }) =>
        versions
          ?.map((version) => `v${version.slice(-1)}`)
          .toSorted()
          .join(''),
      read: (text) => ({
        versions: text.includes('2') ? (text.includes('1') ? ['ikev2', 'ikev1'] : ['ikev2']) : ['ikev1'],
      }),
    },
    vpn: dashed(vpn, {}),
    vpnOfNe: vpn,
    remote: peerCell(
      address,
      ({ remote }) => {
        const [first] = remote ?? [];
        return first !== undefined && 'address' in first ? first.address : undefined;
      },
      (host) => ({ remote: [{ address: host }] }),
    ),
    hostMask: constant('255.255.255.255'),
    noAddress: constant('0.0.0.0'),
    dash: constant('-'),
    certificate: peerCell(
      word,
      ({ certificates }) => certificates?.certificate,
      (certificate) => ({ certificates: { certificate } }),
    ),
    proposals: peerCell(
      several(word),
      ({ proposals }) => (proposals?.length === 0 ? undefined : proposals),
      (proposals) => ({ proposals }),
    ),
    // Never shown.
    key: {
      pattern: String.raw`\S+`,
      print: ({ preSharedKeys }) => (preSharedKeys?.length === 0 ? undefined : '******'),
      read: () => ({}),
    },
    localIdType,
    localIdTypeOfNe: {
      ...localIdType,
      print: (row, moment) => localIdType.print(row, moment)?.toLowerCase(),
    },
    localId: dashed(
      peerCell(
        words,
        ({ localId }) => localId?.value,
        (value) => ({ localId: { value } }),
      ),
      {},
    ),
    remoteIdType: dashed(
      peerCell(
        ID_WORDS,
        ({ remoteIds }) => idType(remoteIds?.[0]),
        (type) => ({ remoteIds: [{ type }] }),
      ),
      {},
    ),
    remoteId: dashed(remoteId, {}),
    remoteIdOfNe: remoteId,
    exchangeMode: peerCell(
      vocabulary({ main: 'main', aggressive: 'aggressive' } as const),
      ({ exchangeModes }) => (exchangeModes?.[0] === 'base' ? undefined : (exchangeModes?.[0] ?? 'main')),
      (mode) => ({ exchangeModes: [mode] }),
    ),
    dpd: {
      pattern: 'Enable|Disable',
      print: ({ dpd }) =>
        dpd?.mode === undefined
          ? 'Disable'
          : dpd.mode === 'off' || dpd.mode === 'answer'
            ? 'Disable'
            : 'Enable',
      read: (text) => (/^d/i.test(text) ? { isDpdOff: true } : {}),
    },
    dpdMode: {
      pattern: 'Periodic|On-demand',
      print: ({ dpd }) => (dpd?.mode === 'on-demand' ? 'On-demand' : 'Periodic'),
      read: (text) => ({ dpd: { mode: /^o/i.test(text) ? 'on-demand' : 'periodic' } }),
    },
    dpdIdle: peerCell(
      integer,
      ({ dpd }) => dpd?.idleSeconds,
      (idleSeconds) => ({ dpd: { idleSeconds } }),
    ),
    dpdInterval: peerCell(
      integer,
      ({ dpd }) => dpd?.retryIntervalSeconds,
      (retryIntervalSeconds) => ({ dpd: { retryIntervalSeconds } }),
    ),
    dpdRetries: peerCell(
      integer,
      ({ dpd }) => dpd?.retries,
      (retries) => ({ dpd: { retries } }),
    ),
    nat: natCell('Enable', 'Disable'),
    natOfNe: natCell('enable', 'disable'),
  },
};

function peerKind(layouts: typeof ikePeerLayouts) {
  return outputKind<Row>({
    layouts,
    form: peerForm,
    empty: {},
    rows: ({ peers = [] }) => peers,
    summary: ({ peers = [] }) => ({ total: String(peers.length) }),
    gather: (rows, { peers }) => {
      peers.push(...rows.map(wholePeer));
    },
  });
}

/** The parts of an identity stand in lines of their own. */
function wholePeer({ remoteIds, localId, isDpdOff, ...peer }: Row): Seen<Peer> {
  const remote: Seen<Identity> = Object.assign({}, ...(remoteIds ?? []));
  return {
    ...peer,
    ...(isDpdOff === true ? { dpd: { ...peer.dpd, mode: 'answer' as const } } : {}),
    ...(localId === undefined ? {} : { localId: typedIdentity(localId) }),
    ...(remoteIds === undefined ? {} : { remoteIds: [typedIdentity(remote)] }),
  };
}

/** `display ike peer` (3.3). */
export const ikePeer = peerKind(ikePeerLayouts);
/** `display ike peer brief`. */
export const ikePeerBrief = peerKind(ikePeerBriefLayouts);
