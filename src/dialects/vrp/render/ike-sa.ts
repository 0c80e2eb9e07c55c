import type { CapturedChildSa, CapturedIkeSa } from '../../../ir/captured.ts';
import type { ChildSaState } from '../../../ir/result.ts';
import type { IkeVersion } from '../../../ir/scalars.ts';
import { endpoint, integer, words } from '../../../text/layout/codecs.ts';
import { cell, type Cell, type Form } from '../../../text/layout/form.ts';
import type { Gathering } from '../../dialect-gathering.ts';
import { outputKind, type Shown } from '../../dialect-outputs.ts';
import { ikeSaLayouts } from '../layouts/ike-sa.ts';
import { FLAGS_PATTERN, printFlags, readFlags } from './flags.ts';
import { ID_TYPES, typedIdentity } from './identity.ts';

/** An IKE SA (phase 1) or a child SA (phase 2): both stand in one table, with numbers from one list. */
type Row = Pick<
  CapturedIkeSa,
  | 'connectionId'
  | 'remote'
  | 'vrf'
  | 'state'
  | 'role'
  | 'marks'
  | 'dpd'
  | 'version'
  | 'remoteId'
  | 'processor'
> & { readonly phase?: 1 | 2 };

const phaseCell: Cell<Row> = {
  pattern: String.raw`(?:v[12]:)?[12]`,
  print: ({ version, phase }) =>
    version === undefined || phase === undefined ? undefined : `${version.slice(3)}:${phase}`,
  read: (text) => ({
    phase: text.endsWith('1') ? 1 : 2,
    ...(text.length > 1 ? { version: text.charAt(1) === '1' ? 'ikev1' : 'ikev2' } : {}),
  }),
};

/** What a device calls the public network; a VPN instance has its name. */
function vpnCell(unnamed: string): Cell<Row> {
  return {
    print: ({ vrf }) => vrf ?? unnamed,
    read: (text) => (text === unnamed ? {} : { vrf: text }),
  };
}

const form: Form<Row> = {
  cells: {
    connectionId: cell(
      integer,
      (row) => row.connectionId,
      (connectionId) => ({ connectionId }),
    ),
    peer: cell(
      endpoint('always', ':', '/'),
      (row) => row.remote,
      (remote) => ({ remote }),
    ),
    peerAlone: cell(
      endpoint('unless 500', ':', '/'),
      (row) => row.remote,
      (remote) => ({ remote }),
    ),
    vpn: vpnCell(''),
    vpnIndex: vpnCell('0'),
    vpnPublic: vpnCell('public'),
    vpnDash: vpnCell('-'),
    flags: { pattern: FLAGS_PATTERN, print: printFlags, read: readFlags },
    phase: phaseCell,
    phaseNumber: { ...phaseCell, print: ({ phase }) => phase?.toString() },
    phaseCapital: { ...phaseCell, print: (row, moment) => phaseCell.print(row, moment)?.toUpperCase() },
    remoteIdType: cell(
      ID_TYPES,
      ({ remoteId }) => remoteId?.type,
      (type) => ({ remoteId: { type } }),
    ),
    remoteId: cell(
      words,
      ({ remoteId }) => remoteId?.value,
      (value) => ({ remoteId: { value } }),
    ),
    bfd: { print: () => undefined, read: () => ({}) },
    ext: { print: () => '-', read: () => ({}) },
  },
};

/** By connection number, the greatest first: a child SA stands above its IKE SA. */
function* rows({ ikeSas, childSas, ikeSa }: Shown): Generator<Row, void> {
  const children = childSas[Symbol.iterator]();
  let child = children.next();
  for (const sa of ikeSas) {
    while (child.done !== true && isAbove(child.value, sa)) {
      yield childRow(child.value, ikeSa);
      child = children.next();
    }
    yield { ...sa, phase: 1 };
  }
  for (; child.done !== true; child = children.next()) yield childRow(child.value, ikeSa);
}

/** Where nothing numbers them, a child SA stands above the IKE SA that it belongs to. */
function isAbove(child: CapturedChildSa, sa: CapturedIkeSa): boolean {
  if (child.connectionId === undefined || sa.connectionId === undefined) return child.ikeSa === sa.id;
  return child.connectionId > sa.connectionId;
}

/** Without its IKE SA it is one of IKEv1: those of IKEv2 go with theirs. */
function childRow(child: CapturedChildSa, ikeSa: Shown['ikeSa']): Row {
  const parent = child.ikeSa === undefined ? undefined : ikeSa(child.ikeSa);
  const { connectionId, remote = parent?.remote, vrf = parent?.vrf } = child;
  return {
    phase: 2,
    version: parent?.version ?? 'ikev1',
    state: stateOf(child),
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(remote === undefined ? {} : { remote }),
    ...(vrf === undefined ? {} : { vrf }),
    ...(parent?.role === undefined ? {} : { role: parent.role }),
    ...(parent?.marks === undefined ? {} : { marks: parent.marks }),
    ...(parent?.remoteId === undefined ? {} : { remoteId: parent.remoteId }),
    ...(child.processor === undefined ? {} : { processor: child.processor }),
  };
}

/** A child SA negotiates until it is there. */
function stateOf({ inbound: [half] = [] }: CapturedChildSa): NonNullable<Row['state']> {
  return STATES[half?.state ?? 'installed'];
}
const STATES: Readonly<Record<ChildSaState, NonNullable<Row['state']>>> = {
  larval: 'connecting',
  installed: 'established',
  rekeying: 'established',
  rekeyed: 'rekeyed',
  deleting: 'deleting',
  dead: 'deleting',
};

function gather(read: readonly Row[], gathering: Gathering): void {
  const version = versionAsked(gathering.command);
  const waiting: Row[] = [];
  for (const row of read) {
    const whole = { ...row, version: row.version ?? version };
    if (whole.phase === 2) {
      waiting.push(whole);
      continue;
    }
    const { phase: _phase, remoteId, ...sa } = whole;
    const id = gathering.addIkeSa({
      ...sa,
      ...(remoteId === undefined ? {} : { remoteId: typedIdentity(remoteId) }),
    });
    for (const child of waiting.filter((candidate) => isOf(candidate, whole))) {
      waiting.splice(waiting.indexOf(child), 1);
      addChild(child, gathering, id);
    }
  }
  for (const child of waiting) addChild(child, gathering);
}

/** `display ike sa v2` of releases whose column says no version: they list those of IKEv1 otherwise. */
function versionAsked(command: string): IkeVersion {
  return /\sv2\b/i.test(command) ? 'ikev2' : 'ikev1';
}

/** The IKE SA below is the child SA's where both have the same peer. */
function isOf({ remote, version, vrf }: Row, sa: Row): boolean {
  return remote?.address === sa.remote?.address && version === sa.version && vrf === sa.vrf;
}

function addChild(row: Row, gathering: Gathering, ikeSa?: number): void {
  const { connectionId, remote, vrf, state } = row;
  const half = { state: state === 'connecting' ? 'larval' : 'rekeyed' } as const;
  const isOther = state === 'connecting' || state === 'rekeyed';
  gathering.addChildSa({
    ...(isOther ? { inbound: [half], outbound: [half] } : {}),
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(remote === undefined ? {} : { remote }),
    ...(vrf === undefined ? {} : { vrf }),
    ...(ikeSa === undefined ? {} : { ikeSa }),
  });
}

/** `display ike sa` (`reference/vrp.md` 3.1). */
export const ikeSa = outputKind<Row>({
  layouts: ikeSaLayouts,
  form,
  empty: {},
  rows,
  summary: ({ counts: { ikeSas, childSas } }) => ({ total: String(ikeSas + childSas) }),
  gather,
});
