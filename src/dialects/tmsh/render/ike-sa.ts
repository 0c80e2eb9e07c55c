import { fullName } from '../../../../grammars/tmsh/names.ts';
import { ENCRYPTION } from '../../../ir/algorithms.ts';
import type { CapturedIkeSa, Seen } from '../../../ir/captured.ts';
import type { IkeSaState, IkeSuite } from '../../../ir/result.ts';
import type { EncryptionTransform } from '../../../ir/scalars.ts';
import { endpoint, integer, vocabulary, word } from '../../../text/layout/codecs.ts';
import { ageCell, cell, type Cell, type Form, list } from '../../../text/layout/form.ts';
import type { Gathering } from '../../dialect-gathering.ts';
import { outputKind, type Shown } from '../../dialect-outputs.ts';
import { ikeSaBriefLayouts, ikeSaLayouts } from '../layouts/ike-sa.ts';
import { AUTHENTICATION_METHODS, HASHES, IKE_ENCRYPTION, IKE_INTEGRITY } from '../words.ts';

interface SelectorRow {
  readonly name?: string;
  readonly inbound?: number;
  readonly outbound?: number;
}
/** `localSpi` and `remoteSpi` are the initiator's and the responder's, or the other way round. */
type Row = CapturedIkeSa & {
  readonly localSpi?: string;
  readonly remoteSpi?: string;
  readonly hash?: string;
  readonly selectors?: readonly SelectorRow[];
};

/** Only ESTABLISHED was ever captured (`reference/tmsh.md` 4.5). */
const STATES: Readonly<Record<string, IkeSaState>> = {
  ESTABLISHED: 'established',
  IDLING: 'created',
  CONNECTING: 'connecting',
  REKEYING: 'rekeying',
  DYING: 'rekeyed',
  DELETING: 'deleting',
  DEAD: 'deleted',
};
/** Only `none` was ever captured. */
const NAT = { none: 'none', local: 'local', remote: 'remote', both: 'both' } as const;

const SPI = { pattern: '[\\da-f]+' };

const selectorForm: Form<SelectorRow> = {
  cells: {
    name: cell(
      word,
      ({ name }) => (name === undefined ? undefined : fullName(name)),
      (name) => ({ name: shortName(name) }),
    ),
    inbound: cell(
      integer,
      ({ inbound }) => inbound,
      (inbound) => ({ inbound }),
    ),
    outbound: cell(
      integer,
      ({ outbound }) => outbound,
      (outbound) => ({ outbound }),
    ),
  },
};

/** A member of the suite as a cell. */
function suiteCell<Value>(
  words: Readonly<Record<string, Value>>,
  get: (suite: Seen<IkeSuite>) => Value | undefined,
  put: (value: Value) => Seen<IkeSuite>,
): Cell<Row> {
  return cell<Row, Value>(
    vocabulary(words, String.raw`\S+`),
    ({ suite }) => (suite === undefined ? undefined : get(suite)),
    (value) => ({ suite: put(value) }),
  );
}

const form: Form<Row> = {
  cells: {
    processor: cell(
      integer,
      ({ processor }) => processor,
      (processor) => ({ processor }),
    ),
    remote: cell(
      endpoint('always', '/'),
      ({ remote }) => remote,
      (remote) => ({ remote }),
    ),
    local: cell(
      endpoint('always', '/'),
      ({ local }) => local,
      (local) => ({ local }),
    ),
    version: cell(
      vocabulary({ v1: 'ikev1', v2: 'ikev2' } as const),
      ({ version }) => version,
      (version) => ({ version }),
    ),
    state: cell(
      vocabulary(STATES),
      ({ state }) => state,
      (state) => ({ state }),
    ),
    peer: cell(
      word,
      ({ peer }) => (peer === undefined ? undefined : fullName(peer)),
      (peer) => ({ peer: shortName(peer) }),
    ),
    localSpi: {
      ...SPI,
      print: ({ role, initiatorSpi, responderSpi }) => (role === 'responder' ? responderSpi : initiatorSpi),
      read: (localSpi) => ({ localSpi }),
    },
    remoteSpi: {
      ...SPI,
      print: ({ role, initiatorSpi, responderSpi }) => (role === 'responder' ? initiatorSpi : responderSpi),
      read: (remoteSpi) => ({ remoteSpi }),
    },
    encryption: suiteCell<Seen<EncryptionTransform>>(
      IKE_ENCRYPTION,
      ({ encryption }) => encryption,
      (encryption) => ({ encryption }),
    ),
    authentication: suiteCell(
      AUTHENTICATION_METHODS,
      ({ authenticationMethod }) => authenticationMethod,
      (authenticationMethod) => ({ authenticationMethod }),
    ),
    hash: { print: printHash, read: (hash) => ({ hash }) },
    initiator: cell(
      vocabulary({ TRUE: 'initiator', FALSE: 'responder' } as const),
      ({ role }) => role,
      (role) => ({ role }),
    ),
    lifetime: cell(
      integer,
      ({ suite }) => suite?.lifetimeSeconds,
      (lifetimeSeconds) => ({ suite: { lifetimeSeconds } }),
    ),
    active: ageCell(
      integer,
      'since',
      ({ established }) => established,
      (established) => ({ established }),
    ),
    nat: cell(
      vocabulary(NAT),
      ({ nat }) => nat,
      (nat) => ({ nat }),
    ),
    selectorCount: {
      pattern: integer.pattern ?? '',
      print: ({ selectors }) => selectors?.length.toString(),
      read: () => ({}),
    },
    childSaCount: cell(
      integer,
      ({ childSaCount, childSas }) => childSaCount ?? childSas?.length,
      (childSaCount) => ({ childSaCount }),
    ),
  },
  lists: {
    selectors: list(
      selectorForm,
      ({ selectors }) => selectors,
      (selectors) => ({ selectors }),
      {},
    ),
  },
};

/** With a combined cipher its word stands here again (`reference/algorithms.md` 1b). */
function printHash({ suite }: Row): string | undefined {
  if (suite === undefined) return undefined;
  const { encryption, hash, integrity } = suite;
  if (encryption?.name !== undefined && ENCRYPTION[encryption.name].combined) {
    return vocabulary<Seen<EncryptionTransform>>(IKE_ENCRYPTION).print(encryption);
  }
  if (hash !== undefined) return vocabulary(HASHES).print(hash);
  return integrity === undefined ? undefined : vocabulary<typeof integrity>(IKE_INTEGRITY).print(integrity);
}

/** It is the hash of IKEv1, the integrity algorithm of IKEv2. */
function readHash(text: string, version: Row['version']): Seen<IkeSuite> {
  if (version === 'ikev1') {
    const hash = HASHES[text];
    return hash === undefined ? {} : { hash };
  }
  const integrity = IKE_INTEGRITY[text];
  return integrity === undefined ? {} : { integrity };
}

/** A name in /Common is known by itself. */
function shortName(name: string): string {
  return name.replace(/^\/Common\//, '');
}

/** Those of IKEv1 are racoon's: tmsh shows nothing of them. */
function* rows(shown: Shown): Generator<Row, void> {
  const configured = selectorsByPeer(shown);
  for (const sa of shown.ikeSas) {
    if (sa.version === 'ikev1') continue;
    yield { ...sa, selectors: configured?.get(sa.peer ?? '') ?? selectorsOf(sa, shown) };
  }
}

/** Those that are configured are listed, whether they have an SA or not: the newest first. */
function selectorsByPeer({ selectors }: Shown): ReadonlyMap<string, readonly SelectorRow[]> | undefined {
  if (selectors === undefined) return undefined;
  const found = new Map<string, SelectorRow[]>();
  for (const { peer, name, requestId } of selectors) {
    const row = { name, inbound: requestId, outbound: requestId === 0 ? 0 : requestId + 1 };
    const known = found.get(peer);
    if (known === undefined) found.set(peer, [row]);
    else known.unshift(row);
  }
  return found;
}

function selectorsOf(sa: CapturedIkeSa, { childSa }: Shown): readonly SelectorRow[] {
  const children = sa.childSas?.flatMap((id) => childSa(id) ?? []) ?? [];
  return children.flatMap(({ selector, inbound: [into] = [], outbound: [out] = [] }) => {
    const row: SelectorRow = {
      ...(selector?.name === undefined ? {} : { name: selector.name }),
      ...(into?.requestId === undefined ? {} : { inbound: into.requestId }),
      ...(out?.requestId === undefined ? {} : { outbound: out.requestId }),
    };
    return Object.keys(row).length === 0 ? [] : [row];
  });
}

function gather(read: readonly Row[], gathering: Gathering): void {
  for (const { localSpi, remoteSpi, hash, selectors = [], ...sa } of read) {
    const isResponder = sa.role === 'responder';
    const [initiatorSpi, responderSpi] = isResponder ? [remoteSpi, localSpi] : [localSpi, remoteSpi];
    const ikeSa = gathering.addIkeSa({
      ...sa,
      ...(initiatorSpi === undefined ? {} : { initiatorSpi }),
      ...(responderSpi === undefined ? {} : { responderSpi }),
      ...(hash === undefined ? {} : { suite: { ...sa.suite, ...readHash(hash, sa.version) } }),
    });
    for (const { name, inbound, outbound } of selectors) {
      gathering.addChildSa({
        ikeSa,
        ...(sa.local === undefined ? {} : { local: sa.local }),
        ...(sa.remote === undefined ? {} : { remote: sa.remote }),
        ...(name === undefined ? {} : { selector: { name } }),
        ...(inbound === undefined ? {} : { inbound: [{ requestId: inbound }] }),
        ...(outbound === undefined ? {} : { outbound: [{ requestId: outbound }] }),
      });
    }
  }
}

/** `show net ipsec ike-sa all-properties` (`reference/tmsh.md` 4.2). */
export const ikeSa = outputKind<Row>({ layouts: ikeSaLayouts, form, empty: {}, rows, gather });
/** `show net ipsec ike-sa`. */
export const ikeSaBrief = outputKind<Row>({ layouts: ikeSaBriefLayouts, form, empty: {}, rows, gather });
