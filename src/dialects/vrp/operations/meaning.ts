import { Reading, type NamesOf } from '../../../../grammars/notation/face.ts';
import type { CommandLine } from '../../../../grammars/notation/command-table.ts';
import type { Values } from '../../../../grammars/objects/object.ts';
import type { displays } from '../../../../grammars/vrp/operations/displays.ts';
import type { resets } from '../../../../grammars/vrp/operations/resets.ts';
import type { session, userSession } from '../../../../grammars/vrp/operations/session.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { canonicalAddress, unknownAddress } from '../../../ir/address.ts';
import type { ObjectReference, Operation, SaSelector } from '../../../ir/operation.ts';
import { DEFAULT_ORIGIN } from '../../../ir/origins.ts';
import type { Address, Identity } from '../../../ir/scalars.ts';
import { clearing } from './clearing.ts';
import { identityOf } from './identity.ts';

type Slots = (typeof resets)['slots'] &
  (typeof displays)['slots'] &
  (typeof userSession)['slots'] &
  (typeof session)['slots'];

/** What a command asks; `without`: options that an operation has no word for. */
export interface Meant {
  readonly operation: Operation;
  readonly without?: readonly string[];
}
export interface Circumstances {
  readonly profile: Profile;
  readonly object?: ObjectReference;
}

/** What a line of the operational tables asks. */
export function meaningOf(line: CommandLine, values: Values, circumstances: Circumstances): Meant {
  const reading = new Reading(line.operator, values, DEFAULT_ORIGIN);
  const meaning = Object.entries<(reading: Reading, circumstances: Circumstances) => Meant>(MEANINGS).find(
    ([slot]) => slot === line.row.slot,
  );
  if (meaning === undefined) throw new Error(`no operation for ${line.text}`);
  return meaning[1](reading, circumstances);
}

type Meanings = {
  readonly [Slot in keyof Slots]: (
    reading: Reading<NamesOf<Slots[Slot]>>,
    circumstances: Circumstances,
  ) => Meant;
};

/** By command what it asks: `ir.md` 6, `reference/vrp.md` 3. */
const MEANINGS: Meanings = {
  resetIkeSa: (reading, { profile }) => ({
    operation: {
      kind: 'clear-ike-sa',
      select: selector({
        connectionId: reading.number('connection'),
        remoteAddress: addressOf(reading.text('remote')),
        processor: boardOf(reading),
      }),
      ...clearing(profile),
    },
    ...without(reading, ['speed']),
  }),
  resetIpsecSa: (reading) => ({
    operation: {
      kind: 'clear-child-sa',
      select: selector({
        remoteAddress: addressOf(reading.text('remote') ?? reading.text('destination')),
        protocol: protocolOf(reading.text('protocol')),
        spi: reading.number('spi'),
        policy: policyOf(reading.text('policy') ?? reading.text('profile'), reading.number('sequence')),
        processor: boardOf(reading),
        peer: reading.text('evpn'),
      }),
      then: 'on-traffic',
    },
    ...without(reading, ['speed']),
  }),
  resetIkeStatistics: (reading) => ({
    operation: {
      kind: 'clear-statistics',
      subject: reading.text('scope') === 'msg' ? 'ike-messages' : 'ike',
    },
    ...without(reading, ['slot']),
  }),
  resetIkev2Statistics: () => ({ operation: { kind: 'clear-statistics', subject: 'ike' } }),
  resetIpsecStatistics: (reading) => ({
    operation: { kind: 'clear-statistics', subject: 'ipsec' },
    ...without(reading, ['slot']),
  }),
  resetOfflineLog: () => ({ operation: { kind: 'clear-log', log: 'offline' } }),
  resetFailureLog: () => ({ operation: { kind: 'clear-log', log: 'failure' } }),
  displayIkeSa: (reading, { profile }) => ({
    operation: {
      kind: 'show-ike-sa',
      select: selector({
        version: versionShown(reading, profile),
        connectionId: reading.number('connection'),
        remoteAddress: addressOf(reading.text('remote')),
        peer: reading.text('peer'),
        remoteId: remoteIdOf(reading.text('id-type'), reading.text('id')),
        processor: boardOf(reading),
      }),
      detail: reading.text('detail') === undefined ? 'brief' : 'full',
    },
    ...without(reading, ['phase', 'role', 'systems', 'homing']),
  }),
  displayIpsecSa: (reading) =>
    reading.text('form') === 'duration'
      ? { operation: showing({ kind: 'ike-settings' }) }
      : {
          operation: {
            kind: 'show-child-sa',
            select: selector({
              remoteAddress: addressOf(reading.text('remote')),
              policy: policyOf(reading.text('policy') ?? reading.text('profile'), reading.number('sequence')),
              processor: boardOf(reading),
              peer: reading.text('evpn'),
              vrf: reading.text('vpn'),
            }),
            detail: reading.text('form') === 'brief' ? 'brief' : 'full',
          },
          ...without(reading, ['origin', 'destination', 'of-vpn', 'role', 'systems']),
        },
  displayIkePeer: (reading) => ({ operation: showingNamed('peer', reading.text('peer')) }),
  displayIkeProposal: (reading) => ({ operation: showingNamed('ike-proposal', reading.text('number')) }),
  displayIpsecProposal: (reading) => ({
    operation: showingNamed('ipsec-proposal', reading.text('proposal')),
  }),
  displayIpsecPolicy: (reading) => ({
    operation: showingPolicy(policyOf(reading.text('policy'), reading.number('sequence'))),
  }),
  displayIpsecTemplate: (reading) => ({
    operation: showingPolicy(policyOf(reading.text('policy'), reading.number('sequence'))),
  }),
  displayIpsecProfile: (reading) => ({
    operation: showingPolicy(policyOf(reading.text('policy'), undefined)),
  }),
  displayOfflineLog: (reading) => ({
    operation: { kind: 'show-offline-log', ...remoteOf(reading.text('peer-address')) },
    ...without(reading, ['slot']),
  }),
  displayOfflineRecord: (reading) => ({
    operation: { kind: 'show-offline-log', ...remoteOf(reading.text('peer-address')) },
  }),
  displayFailureLog: (reading) => ({
    operation: { kind: 'show-failure-log', ...remoteOf(reading.text('peer-address')) },
  }),
  displayIkeStatistics: (reading) => ({
    operation: {
      kind: 'show-statistics',
      subject: reading.text('scope') === 'msg' ? 'ike-messages' : 'ike',
    },
    ...without(reading, ['slot']),
  }),
  displayIkev2Statistics: (reading) => ({
    operation: {
      kind: 'show-statistics',
      subject: reading.text('part') === 'packet' ? 'ike-messages' : 'ike',
    },
  }),
  displayIpsecStatistics: () => ({ operation: { kind: 'show-statistics', subject: 'ipsec' } }),
  displayIkeSettings: () => ({ operation: showing({ kind: 'ike-settings' }) }),
  displayIpsecSettings: () => ({ operation: showing({ kind: 'ike-settings' }) }),
  displayIkeIdentity: (reading) => ({
    operation: showingNamed('peer', undefined),
    ...without(reading, ['identity']),
  }),
  displayAccessList: (reading) => ({
    operation: showingNamed('selector', reading.text('number') ?? reading.text('list-name')),
  }),
  displayCurrent: (reading) => ({
    operation: { kind: 'show-configuration', ...partOf(reading), defaults: hasDefaults(reading) },
  }),
  displaySaved: () => ({ operation: { kind: 'show-configuration', defaults: false } }),
  displayThis: (reading, { object }) => ({
    operation: {
      kind: 'show-configuration',
      ...(object === undefined ? {} : { object }),
      defaults: hasDefaults(reading),
    },
  }),
  save: (reading) => ({ operation: { kind: 'save-configuration' }, ...without(reading, ['file']) }),
  systemView: () => ({ operation: { kind: 'enter-mode', mode: 'configuration' } }),
  pageLength: (reading) => ({
    operation: { kind: 'set-paging', lines: reading.number('lines') ?? USUAL_PAGE },
  }),
  quit: () => ({ operation: { kind: 'enter-mode', mode: 'operational' } }),
  return: () => ({ operation: { kind: 'enter-mode', mode: 'operational' } }),
};

/** Old releases of AR list the SAs of one version, those of IKEv2 where it is asked for (`reference/vrp.md` 3.1). */
function versionShown(reading: Reading<'version'>, profile: Profile): SaSelector['version'] {
  if (profile !== 'ar-v2r3') return undefined;
  return reading.text('version') === undefined ? 'ikev1' : 'ikev2';
}

const USUAL_PAGE = 24;

/** Members that are there. */
function selector(members: {
  readonly [Member in keyof SaSelector]: SaSelector[Member] | undefined;
}): SaSelector {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function addressOf(text: string | undefined): Address | undefined {
  return text === undefined ? undefined : (canonicalAddress(text) ?? unknownAddress(text));
}
function remoteOf(text: string | undefined): { readonly remoteAddress?: Address } {
  const remoteAddress = addressOf(text);
  return remoteAddress === undefined ? {} : { remoteAddress };
}
function protocolOf(text: string | undefined): SaSelector['protocol'] {
  return text === 'esp' || text === 'ah' ? text : undefined;
}
function policyOf(name: string | undefined, sequence: number | undefined): SaSelector['policy'] {
  if (name === undefined) return undefined;
  return { name, ...(sequence === undefined ? {} : { sequence }) };
}
function boardOf(reading: Reading): SaSelector['processor'] {
  const [slot, cpu] = [reading.number('slot'), reading.number('cpu')];
  if (slot === undefined) return undefined;
  return { slot, ...(cpu === undefined ? {} : { cpu }) };
}
function remoteIdOf(type: string | undefined, value: string | undefined): Identity | undefined {
  return value === undefined ? undefined : identityOf(type, value);
}

/** Options that were typed and that an operation has no word for. */
function without(reading: Reading, names: readonly string[]): Pick<Meant, 'without'> {
  const typed = names.filter((name) => reading.text(name) !== undefined);
  if (typed.length === 0) return {};
  return { without: typed.map((name) => NAMELESS[name]?.(reading.text(name) ?? '') ?? name) };
}
/** How a message names an option that its keyword does not name. */
const NAMELESS: Readonly<Record<string, (value: string) => string>> = {
  role: (value) => value,
  systems: (value) => value,
  homing: (value) => `status ${value}`,
  origin: (value) => value,
  destination: () => 'flow-destination',
  'of-vpn': () => 'vpn',
  file: (value) => `the file name ${value}`,
  identity: (value) => `name ${value}`,
};

function showing(object: ObjectReference): Operation {
  return { kind: 'show-configuration', object, defaults: true };
}

type Named = 'ike-proposal' | 'peer' | 'ipsec-proposal' | 'selector' | 'interface';

function showingNamed(kind: Named, name: string | undefined): Operation {
  return name === undefined
    ? { kind: 'show-configuration', objects: kind, defaults: true }
    : showing({ kind, name });
}

/** A group of policies is every policy of its name: of the operation's words only "all policies" takes it in. */
function showingPolicy(policy: SaSelector['policy']): Operation {
  return policy?.sequence === undefined
    ? { kind: 'show-configuration', objects: 'policy', defaults: true }
    : showing({ kind: 'policy', name: policy.name, sequence: policy.sequence });
}

function hasDefaults(reading: Reading): boolean {
  return reading.text('extent') === 'include-default';
}

/** Parts of the configuration by their word (`reference/vrp.md` 1.7). */
const PARTS: Readonly<Record<string, ObjectReference['kind']>> = {
  'ike-peer': 'peer',
  'ike-proposal': 'ike-proposal',
  'ipsec-proposal': 'ipsec-proposal',
  'ipsec-policy': 'policy',
  acl: 'selector',
};

function partOf(
  reading: Reading,
): Pick<Extract<Operation, { kind: 'show-configuration' }>, 'object' | 'objects'> {
  const part = reading.text('part');
  const name = reading.text('interface');
  if (part === 'interface') {
    return name === undefined ? { objects: 'interface' } : { object: { kind: 'interface', name } };
  }
  const objects = PARTS[reading.text('type') ?? ''];
  return objects === undefined ? {} : { objects };
}
