import type { CapturedIkeSa, Seen } from '../../../ir/captured.ts';
import type { IkeSuite } from '../../../ir/result.ts';
import type { AuthenticationMethod, Identity } from '../../../ir/scalars.ts';
import { dateTime, endpoint, integer, vocabulary, word, words } from '../../../text/layout/codecs.ts';
import { ageCell, cell, type Cell, type Codec, dateCell, type Form } from '../../../text/layout/form.ts';
import { outputKind } from '../../dialect-outputs.ts';
import { ikeSaVerboseLayouts } from '../layouts/ike-sa-verbose.ts';
import { ID_TYPES, typedIdentity } from './identity.ts';
import { ENCRYPTION_WORDS, group, HASH_WORDS, INTEGRITY_WORDS } from './ike-words.ts';

type Row = CapturedIkeSa;

const METHODS: Readonly<Record<string, AuthenticationMethod>> = {
  'Pre-shared key': 'pre-shared-key',
  'RSA signature': 'rsa-signature',
  'Digital envelope': 'digital-envelope',
};
const HASHES = vocabulary(HASH_WORDS);
const INTEGRITY = vocabulary(INTEGRITY_WORDS);

function suiteCell<Value>(
  codec: Codec<Value>,
  get: (suite: Seen<IkeSuite>) => Value | undefined,
  put: (value: Value) => Seen<IkeSuite>,
): Cell<Row> {
  return cell<Row, Value>(
    codec,
    ({ suite }) => (suite === undefined ? undefined : get(suite)),
    (value) => ({ suite: put(value) }),
  );
}

function identityCells(end: 'localId' | 'remoteId'): readonly [type: Cell<Row>, value: Cell<Row>] {
  const put = (id: Seen<Identity>): Row => ({ [end]: id });
  return [
    cell<Row, NonNullable<Seen<Identity>['type']>>(
      ID_TYPES,
      (row) => row[end]?.type,
      (type) => put({ type }),
    ),
    cell<Row, string>(
      words,
      (row) => row[end]?.value,
      (value) => put({ value }),
    ),
  ];
}
const [localIdType, localId] = identityCells('localId');
const [remoteIdType, remoteId] = identityCells('remoteId');

function cookieCell(end: 'initiatorSpi' | 'responderSpi'): Cell<Row> {
  return {
    pattern: '[\\da-f]{16}',
    print: (row) => row[end],
    read: (text) => ({ [end]: text.toLowerCase() }),
  };
}

const form: Form<Row> = {
  cells: {
    established: dateCell(
      dateTime(),
      ({ established }) => established,
      (established) => ({ established }),
    ),
    portConfiguration: { print: () => '0x6', read: () => ({}) },
    peer: cell(
      word,
      ({ peer }) => peer,
      (peer) => ({ peer }),
    ),
    connectionId: cell(
      integer,
      ({ connectionId }) => connectionId,
      (connectionId) => ({ connectionId }),
    ),
    version: cell(
      vocabulary({ v1: 'ikev1', v2: 'ikev2' } as const),
      ({ version }) => version,
      (version) => ({ version }),
    ),
    exchangeMode: {
      ...cell<Row, 'main' | 'aggressive'>(
        vocabulary({ main: 'main', aggressive: 'aggressive' } as const),
        ({ exchangeMode }) => (exchangeMode === 'base' ? undefined : exchangeMode),
        (exchangeMode) => ({ exchangeMode }),
      ),
      pattern: 'main|aggressive|-',
      print: ({ exchangeMode, version }) => exchangeMode ?? (version === 'ikev2' ? '-' : undefined),
      read: (text) => (text === 'main' || text === 'aggressive' ? { exchangeMode: text } : {}),
    },
    role: cell(
      vocabulary({ initiator: 'initiator', responder: 'responder' } as const),
      ({ role }) => role,
      (role) => ({ role }),
    ),
    local: cell(
      endpoint('always', '/'),
      ({ local }) => local,
      (local) => ({ local }),
    ),
    remote: cell(
      endpoint('always', '/'),
      ({ remote }) => remote,
      (remote) => ({ remote }),
    ),
    localIdType,
    localId,
    remoteIdType,
    remoteId,
    authentication: suiteCell(
      vocabulary(METHODS),
      ({ authenticationMethod }) => authenticationMethod,
      (authenticationMethod) => ({ authenticationMethod }),
    ),
    hash: {
      print: ({ suite }) =>
        suite?.hash === undefined
          ? INTEGRITY.print(suite?.integrity ?? {})?.replace(/^HMAC-/, '')
          : HASHES.print(suite.hash),
      read: (text) => {
        const hash = HASHES.read(text);
        return hash === undefined ? undefined : { suite: { hash } };
      },
    },
    encryption: suiteCell(
      vocabulary(ENCRYPTION_WORDS),
      ({ encryption }) => encryption,
      (encryption) => ({ encryption }),
    ),
    group: suiteCell(
      group,
      ({ dhGroup }) => dhGroup,
      (dhGroup) => ({ dhGroup }),
    ),
    remaining: ageCell(
      integer,
      'left',
      ({ expires }) => expires,
      (expires) => ({ expires }),
    ),
    nat: {
      pattern: '[YN]',
      print: ({ nat }) => (nat === undefined ? undefined : nat === 'none' ? 'N' : 'Y'),
      read: (text) => (text === 'N' ? { nat: 'none' } : {}),
    },
    initiatorCookie: cookieCell('initiatorSpi'),
    responderCookie: cookieCell('responderSpi'),
  },
};

/** `display ike sa verbose` (`reference/vrp.md` 3.2). */
export const ikeSaVerbose = outputKind<Row>({
  layouts: ikeSaVerboseLayouts,
  form,
  empty: {},
  rows: ({ ikeSas }) => ikeSas,
  gather: (rows, gathering) => {
    for (const { localId: own, remoteId: other, ...sa } of rows) {
      gathering.addIkeSa({
        ...sa,
        state: 'established',
        ...(own === undefined ? {} : { localId: typedIdentity(own) }),
        ...(other === undefined ? {} : { remoteId: typedIdentity(other) }),
      });
    }
  },
});
