import { splitPrefix } from '../../../ir/address.ts';
import type { CapturedChildSa, CapturedHalf, CapturedIkeSa, Seen } from '../../../ir/captured.ts';
import type { Selector } from '../../../ir/ipsec.ts';
import { address, integer, vocabulary, word, words } from '../../../text/layout/codecs.ts';
import { cell, type Cell, type Codec, type Form, nowCell } from '../../../text/layout/form.ts';
import type { Gathering } from '../../dialect-gathering.ts';
import { type LayoutsByVariant, outputKind, type Shown } from '../../dialect-outputs.ts';
import { statusLayouts, verboseStatusLayouts } from '../layouts/status.ts';
import { HASHES } from './pf-key-words.ts';
import { printStage, readStage } from './stage.ts';
import {
  CHILD_STATE_SHOWN,
  CHILD_STATES,
  cipher,
  groupWord,
  HASH_NAMES,
  isoTime,
  maskedSpi,
  METHODS,
  STAGE_WORDS,
  YES,
} from './status-words.ts';

/** An SA of phase 1, or one of phase 2 with that of phase 1 that it belongs to. */
export interface StatusRow {
  readonly ike?: CapturedIkeSa;
  readonly child?: CapturedChildSa;
  readonly parent?: CapturedIkeSa;
}
type Row = StatusRow;

function ikeCell<Value>(
  codec: Codec<Value>,
  get: (sa: CapturedIkeSa) => Value | undefined,
  put: (value: Value) => CapturedIkeSa,
): Cell<Row> {
  return cell<Row, Value>(
    codec,
    ({ ike }) => (ike === undefined ? undefined : get(ike)),
    (value) => ({ ike: put(value) }),
  );
}
function childCell<Value>(
  codec: Codec<Value>,
  get: (sa: CapturedChildSa) => Value | undefined,
  put: (value: Value) => CapturedChildSa,
): Cell<Row> {
  return cell<Row, Value>(
    codec,
    ({ child }) => (child === undefined ? undefined : get(child)),
    (value) => ({ child: put(value) }),
  );
}

const cookies: Codec<Pick<CapturedIkeSa, 'initiatorSpi' | 'responderSpi'>> = {
  pattern: String.raw`0x[\da-f]{32}|\(unbound\)`,
  print: ({ initiatorSpi, responderSpi }) =>
    initiatorSpi === undefined || responderSpi === undefined ? undefined : `0x${initiatorSpi}${responderSpi}`,
  read: (text) =>
    text.startsWith('0x') ? { initiatorSpi: text.slice(2, 18), responderSpi: text.slice(18) } : {},
};

/** An identity; where none was sent yet the end, with its port. */
function endCell(end: 'local' | 'remote'): Cell<Row> {
  const id = `${end}Id` as const;
  return {
    pattern: String.raw`\S.*?`,
    print: ({ ike }) => {
      const { address: host, port } = ike?.[end] ?? {};
      return ike?.[id]?.value ?? (host === undefined ? undefined : `${host}[${port ?? 0}]`);
    },
    read: (text) => {
      const [, host, port] = /^(.*)\[(\d+)\]$/.exec(text) ?? [];
      if (host !== undefined) return { ike: { [end]: { address: host, port: Number(port) } } };
      const known = address.read(text);
      return {
        ike: { [id]: { value: text }, ...(known === undefined ? {} : { [end]: { address: known } }) },
      };
    },
  };
}

const KILOBYTE = 1024;
const EVERY = 'any';

/** `192.0.2.1/16`: the end of the tunnel with the length of the policy's prefix. */
function flowCell(side: 'local' | 'remote'): Cell<Row> {
  const length = `${side}Length` as const;
  return {
    pattern: String.raw`[\w.:]+\/\d+`,
    print: ({ child }) => {
      const host = child?.[side]?.address;
      const bits = child?.digest?.[length] ?? lengthOf(child?.selector, side);
      return host === undefined || bits === undefined ? undefined : `${host}/${bits}`;
    },
    read: (text) => {
      const { address: host, length: bits } = splitPrefix(text);
      return { child: { [side]: { address: host }, digest: { [length]: bits } } };
    },
  };
}
function lengthOf(selector: Seen<Selector> | undefined, side: 'local' | 'remote'): number | undefined {
  const flow = selector?.[side];
  if (flow === 'any') return 0;
  return typeof flow === 'object' && 'prefix' in flow && flow.prefix !== undefined
    ? splitPrefix(flow.prefix).length
    : undefined;
}
function portCell(side: 'localPorts' | 'remotePorts'): Cell<Row> {
  return {
    pattern: String.raw`any|\d+`,
    print: ({ child }) => (child === undefined ? undefined : String(child.selector?.[side]?.first ?? EVERY)),
    read: (text) =>
      text === EVERY ? {} : { child: { selector: { [side]: { first: Number(text), last: Number(text) } } } },
  };
}
function spiCell(direction: 'inbound' | 'outbound', member: 'spiIn' | 'spiOut'): Cell<Row> {
  const of = childCell(
    maskedSpi,
    (sa) => sa.digest?.[member] ?? firstHalf(sa, direction)?.spi,
    (spi) => ({ digest: { [member]: spi } }),
  );
  return {
    ...of,
    print: (row, moment) => of.print(row, moment) ?? (row.child === undefined ? undefined : '(pending)'),
    read: (text, moment) => (text.startsWith('(') ? {} : of.read(text, moment)),
  };
}
function requestCell(direction: 'inbound' | 'outbound'): Cell<Row> {
  return childCell(
    integer,
    (sa) => firstHalf(sa, direction)?.requestId ?? 0,
    (requestId) => (requestId === 0 ? {} : { [direction]: [{ requestId }] }),
  );
}
function firstHalf(sa: CapturedChildSa, direction: 'inbound' | 'outbound'): CapturedHalf | undefined {
  return sa[direction]?.[0];
}
/** A word in parentheses where there is nothing. */
function orNone(of: Cell<Row>): Cell<Row> {
  return {
    ...of,
    pattern: String.raw`${of.pattern ?? String.raw`\S+`}|\(none\)`,
    print: (row, moment) => of.print(row, moment) ?? (row.child === undefined ? undefined : '(none)'),
    read: (text, moment) => (text === '(none)' ? {} : of.read(text, moment)),
  };
}

const form: Form<Row> = {
  cells: {
    at: nowCell(isoTime, {}),
    ikeIndex: ikeCell(
      cookies,
      (sa) => sa,
      (spis) => spis,
    ),
    ikeState: {
      pattern: '[a-z0-9]+',
      print: ({ ike }) => STAGE_WORDS[(ike === undefined ? undefined : printStage(ike)) ?? -1],
      read: (text) => {
        const stage = STAGE_WORDS.findIndex((known) => known === text);
        return stage === -1 ? undefined : { ike: readStage(stage, undefined) };
      },
    },
    remote: endCell('remote'),
    local: endCell('local'),
    version: ikeCell(
      vocabulary({ '1.0': 'ikev1' } as const),
      ({ version }) => (version === 'ikev2' ? undefined : (version ?? 'ikev1')),
      (version) => ({ version }),
    ),
    mode: ikeCell(
      vocabulary({ MAIN: 'main', AGGRESSIVE: 'aggressive', BASE: 'base' } as const),
      ({ exchangeMode }) => exchangeMode,
      (exchangeMode) => ({ exchangeMode }),
    ),
    cipher: ikeCell(
      cipher,
      ({ suite }) => suite?.encryption?.name,
      (name) => ({ suite: { encryption: { name } } }),
    ),
    hash: ikeCell(
      vocabulary(HASH_NAMES),
      ({ suite }) => suite?.hash,
      (hash) => ({ suite: { hash } }),
    ),
    method: ikeCell(
      vocabulary(METHODS, String.raw`\S.*?`),
      ({ suite }) => suite?.authenticationMethod,
      (authenticationMethod) => ({ suite: { authenticationMethod } }),
    ),
    group: ikeCell(
      groupWord,
      ({ suite }) => suite?.dhGroup,
      (dhGroup) => ({ suite: { dhGroup } }),
    ),
    ikeLifetime: ikeCell(
      integer,
      ({ suite }) => suite?.lifetimeSeconds,
      (lifetimeSeconds) => ({ suite: { lifetimeSeconds } }),
    ),
    login: ikeCell(
      words,
      ({ login }) => login,
      (login) => ({ login }),
    ),
    dpdSupported: ikeCell(
      YES,
      ({ dpd }) => dpd?.supported,
      (supported) => ({ dpd: { supported } }),
    ),
    dpdFailures: ikeCell(
      integer,
      ({ dpd }) => dpd?.failures,
      (failures) => ({ dpd: { failures } }),
    ),
    natt: ikeCell(
      YES,
      ({ nat }) => (nat === undefined || nat === 'none' ? undefined : true),
      (isOn) => (isOn ? { nat: 'both' } : {}),
    ),
    anonymous: ikeCell(
      YES,
      ({ configured }) => configured?.anonymous,
      (anonymous) => ({ configured: { anonymous } }),
    ),
    passive: ikeCell(
      YES,
      ({ configured }) => configured?.passive,
      (passive) => ({ configured: { passive } }),
    ),
    generatePolicy: ikeCell(
      word,
      ({ configured }) => configured?.policies,
      (policies) => ({ configured: { policies } }),
    ),
    childIndex: childCell<string>(
      { pattern: String.raw`0x[\da-f]{8}`, print: (id) => `0x${id}`, read: (text) => text.slice(2) },
      ({ digest, id = 0 }) => digest?.messageId ?? messageIdOf(id),
      (messageId) => ({ digest: { messageId } }),
    ),
    parent: {
      pattern: cookies.pattern ?? '',
      print: ({ child, parent }) =>
        child === undefined ? undefined : parent === undefined ? '(unbound)' : cookies.print(parent),
      read: (text) => {
        const parent = cookies.read(text);
        return text.startsWith('(') || parent === undefined ? {} : { parent };
      },
    },
    childState: childCell(
      vocabulary(CHILD_STATES, String.raw`\w+`),
      ({ inbound: [half] = [] }) => {
        const state = half?.state ?? 'installed';
        return CHILD_STATE_SHOWN[state] ?? state;
      },
      (state) => (state === 'installed' ? {} : { inbound: [{ state }] }),
    ),
    protocol: childCell(
      vocabulary({ ESP: 'esp', AH: 'ah', IPCOMP: 'ipcomp' } as const),
      ({ inbound: [half] = [] }) => half?.protocol,
      (protocol) => ({ inbound: [{ protocol }], outbound: [{ protocol }] }),
    ),
    childMode: childCell(
      {
        pattern: '[A-Z][A-Za-z-]+',
        print: ({ mode, udpEncapsulation }) =>
          `${udpEncapsulation === true ? 'UDP-' : ''}${mode === 'transport' ? 'Transport' : 'Tunnel'}`,
        read: (text) => ({
          mode: text.endsWith('Transport') ? 'transport' : 'tunnel',
          ...(text.startsWith('UDP-') ? { udpEncapsulation: true } : {}),
        }),
      } satisfies Codec<Pick<CapturedChildSa, 'mode' | 'udpEncapsulation'>>,
      (sa) => sa,
      (said) => said,
    ),
    spiIn: spiCell('inbound', 'spiIn'),
    spiOut: spiCell('outbound', 'spiOut'),
    source: flowCell('local'),
    destination: flowCell('remote'),
    upper: {
      pattern: String.raw`any|\d+`,
      print: ({ child }) => (child === undefined ? undefined : String(child.selector?.protocol ?? EVERY)),
      read: (text) => (text === EVERY ? {} : { child: { selector: { protocol: Number(text) } } }),
    },
    sourcePort: portCell('localPorts'),
    destinationPort: portCell('remotePorts'),
    childCipher: orNone(
      childCell(
        cipher,
        ({ inbound: [half] = [] }) => half?.encryption?.name,
        (name) => ({ inbound: [{ encryption: { name } }], outbound: [{ encryption: { name } }] }),
      ),
    ),
    childHash: orNone(
      childCell(
        vocabulary(HASHES),
        ({ inbound: [half] = [] }) => half?.integrity,
        (integrity) => ({ inbound: [{ integrity }], outbound: [{ integrity }] }),
      ),
    ),
    pfs: orNone(
      childCell(
        integer,
        ({ pfsGroup }) => pfsGroup,
        (pfsGroup) => ({ pfsGroup }),
      ),
    ),
    effective: {
      pattern: String.raw`\d+`,
      print: ({ child, parent }) =>
        child === undefined ? undefined : String(child.pfsGroup ?? parent?.suite?.dhGroup ?? 0),
      read: () => ({}),
    },
    childSeconds: childCell(
      integer,
      ({ digest, created = 0, hardExpires }) =>
        digest?.lifetimeSeconds ??
        (hardExpires === undefined ? 0 : Math.round((hardExpires - created) / 1000)),
      (lifetimeSeconds) => ({ digest: { lifetimeSeconds } }),
    ),
    childBytes: childCell(
      integer,
      ({ hardKilobytes = 0 }) => hardKilobytes * KILOBYTE,
      (bytes) => ({ hardKilobytes: Math.ceil(bytes / KILOBYTE) }),
    ),
    requestIn: requestCell('inbound'),
    requestOut: requestCell('outbound'),
    ok: childCell(
      YES,
      ({ inbound: [half] = [] }) => half?.state === undefined || half.state === 'installed',
      () => ({}),
    ),
  },
};

/** The engine draws no message ids: each SA has one that is as good, always the same. */
function messageIdOf(id: number): string {
  return (Math.imul(id, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
}

function* phase1Rows({ ikeSas, peers = [], policies = [] }: Shown): Generator<Row, void> {
  for (const sa of ikeSas) {
    const peer = peers.find(({ name }) => name === sa.peer);
    if (peer === undefined || sa.configured !== undefined) {
      yield { ike: sa };
      continue;
    }
    const own = policies.filter((policy) => policy.peer === peer.name);
    const isGenerated = own.some(({ acceptSelectors }) => acceptSelectors === 'offered');
    const configured = {
      anonymous: peer.remote?.length === 0,
      passive: own.length > 0 && own.every(({ initiation }) => initiation === 'never'),
      policies: isGenerated ? 'require' : 'none',
    };
    yield { ike: { ...sa, configured } };
  }
}
function* bothRows(shown: Shown): Generator<Row, void> {
  yield* phase1Rows(shown);
  for (const child of shown.childSas) {
    const parent = child.ikeSa === undefined ? undefined : shown.ikeSa(child.ikeSa);
    yield { child, ...(parent === undefined ? {} : { parent }) };
  }
}

/** Each line says something of a half; all of it is one. */
function halfOf(
  child: CapturedChildSa,
  direction: 'inbound' | 'outbound',
): Pick<CapturedChildSa, 'inbound' | 'outbound'> {
  const parts = child[direction] ?? [];
  return parts.length === 0 ? {} : { [direction]: [Object.assign({}, ...parts)] };
}

function gather(rows: readonly Row[], gathering: Gathering): void {
  for (const { ike, child, parent } of rows) {
    if (ike !== undefined) gathering.addIkeSa(ike);
    if (child === undefined) continue;
    gathering.addChildSa({
      ...child,
      ...halfOf(child, 'inbound'),
      ...halfOf(child, 'outbound'),
      ...(parent === undefined ? {} : { ikeSa: gathering.addIkeSa(parent) }),
    });
  }
}

function statusKind(layouts: LayoutsByVariant, rows: (shown: Shown) => Iterable<Row>, isVerbose: boolean) {
  return outputKind<Row>({
    layouts,
    form,
    empty: {},
    rows,
    summary: ({ counts }, { epoch = 0, now = 0 }) => ({
      at: isoTime.print(epoch + now) ?? '',
      ...(counts.ikeSas === 0 ? { noPhase1: '(no phase 1 SAs)' } : {}),
      ...(isVerbose && counts.childSas === 0 ? { noPhase2: '(no phase 2 SAs)' } : {}),
    }),
    gather,
  });
}

/** `racoonctl status` (`reference/racoon.md` 1.9). */
export const status = statusKind(statusLayouts, phase1Rows, false);
/** `racoonctl status -v`. */
export const verboseStatus = statusKind(verboseStatusLayouts, bothRows, true);

/** What a JSON printer needs of the same output. */
export const statusForm = form;
export const statusRows = { brief: phase1Rows, verbose: bothRows } as const;
