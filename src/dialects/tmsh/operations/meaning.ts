import { type NamesOf, Reading } from '../../../../grammars/notation/face.ts';
import type { OperationReading } from '../../../../grammars/tmsh/operations/read.ts';
import type { operations } from '../../../../grammars/tmsh/operations/table.ts';
import { canonicalAddress, unknownAddress } from '../../../ir/address.ts';
import type { ObjectReference, Operation, SaSelector } from '../../../ir/operation.ts';
import { DEFAULT_ORIGIN } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { neutralName } from '../lower/context.ts';

type Slots = (typeof operations)['slots'];
/** What a command asks; `without`: options that an operation has no word for. */
export interface Meant {
  readonly operation: Operation;
  readonly without?: readonly string[];
}

/** Only TMM, which negotiates IKEv2, answers to tmsh (tmsh reference 4.1). */
const OF_TMM: SaSelector = { version: 'ikev2' };
const NO_PAGING = 0;
const USUAL_THRESHOLD = 100;

/** By command what it asks: `ir.md` 6, tmsh reference 2.6, 4.4 and 4.6. */
const MEANINGS: {
  readonly [Slot in keyof Slots]: (reading: Reading<NamesOf<Slots[Slot]>>) => Meant;
} = {
  showIkeSa: (reading) => ({
    operation: { kind: 'show-ike-sa', select: ikeSelector(reading), detail: detailOf(reading) },
  }),
  deleteIkeSa: (reading) => ({
    operation: {
      kind: 'clear-ike-sa',
      select: ikeSelector(reading),
      children: 'delete',
      then: 'on-traffic',
      childConnection: 'not-selected',
    },
  }),
  showIpsecSa: (reading) => ({
    operation: { kind: 'show-child-sa', select: childSelector(reading), detail: detailOf(reading) },
  }),
  deleteIpsecSa: (reading) => ({
    operation: { kind: 'clear-child-sa', select: childSelector(reading), then: 'on-traffic' },
  }),
  showSelectors: (reading) => {
    const name = nameOf(reading.text('name'));
    const select = name === undefined ? {} : { trafficSelector: name };
    return { operation: { kind: 'show-child-sa', select, detail: 'brief' } };
  },
  showIpsecStatistics: () => ({ operation: { kind: 'show-statistics', subject: 'ipsec' } }),
  showEventStatistics: () => ({ operation: { kind: 'show-statistics', subject: 'ike-events' } }),
  showMessageStatistics: () => ({ operation: { kind: 'show-statistics', subject: 'ike-messages' } }),
  resetIpsecStatistics: () => ({ operation: { kind: 'clear-statistics', subject: 'ipsec' } }),
  resetEventStatistics: () => ({ operation: { kind: 'clear-statistics', subject: 'ike-events' } }),
  resetMessageStatistics: () => ({ operation: { kind: 'clear-statistics', subject: 'ike-messages' } }),
  saveConfiguration: (reading) => ({
    operation: { kind: 'save-configuration' },
    ...without(reading, ['file', 'partitions', 'tar-file']),
  }),
  loadConfiguration: (reading) => {
    const options = reading.texts('options');
    const file = reading.text('file');
    return {
      operation: {
        kind: 'load-configuration',
        how: options.includes('merge') ? 'merge' : 'replace',
        ...(file === undefined ? {} : { file }),
      },
      ...ofOptions(options.filter((option) => ['verify', 'default', 'from-terminal'].includes(option))),
    };
  },
  preference: (reading) => {
    const isOff = reading.text('pager') === 'disabled' || reading.text('display-threshold') === '0';
    return { operation: { kind: 'set-paging', lines: isOff ? NO_PAGING : USUAL_THRESHOLD } };
  },
};

type CommandReading = Extract<OperationReading, { kind: 'command' }>;
type ListReading = Extract<OperationReading, { kind: 'list' }>;

export function meaningOf({ command, values }: CommandReading): Meant {
  const meaning = Object.entries<(reading: Reading) => Meant>(MEANINGS).find(([slot]) => slot === command);
  if (meaning === undefined) throw new Error(`no operation for ${command}`);
  return meaning[1](new Reading('set', values, DEFAULT_ORIGIN));
}

function ikeSelector(
  reading: Reading<'peer-ip' | 'peer-name' | 'route-domain' | 'traffic-selector'>,
): SaSelector {
  return {
    ...OF_TMM,
    ...member('remoteAddress', addressOf(reading.text('peer-ip'))),
    ...member('peer', nameOf(reading.text('peer-name'))),
    ...commonFilters(reading),
  };
}

function childSelector(
  reading: Reading<'src-addr' | 'dst-addr' | 'spi' | 'route-domain' | 'traffic-selector'>,
): SaSelector {
  return {
    ...member('localAddress', addressOf(reading.text('src-addr'))),
    ...member('remoteAddress', addressOf(reading.text('dst-addr'))),
    ...member('spi', reading.number('spi')),
    ...commonFilters(reading),
  };
}

function commonFilters(reading: Reading<'route-domain' | 'traffic-selector'>): SaSelector {
  return {
    ...member('vrf', reading.text('route-domain')),
    ...member('trafficSelector', nameOf(reading.text('traffic-selector'))),
  };
}

function member<Name extends keyof SaSelector>(name: Name, value: SaSelector[Name] | undefined): SaSelector {
  return value === undefined ? {} : { [name]: value };
}

function addressOf(text: string | undefined): Address | undefined {
  return text === undefined ? undefined : (canonicalAddress(text) ?? unknownAddress(text));
}
function nameOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : neutralName(text);
}
function detailOf(reading: Reading<'filters'>): 'brief' | 'full' {
  return reading.texts('filters').includes('all-properties') ? 'full' : 'brief';
}

function without(reading: Reading, names: readonly string[]): Pick<Meant, 'without'> {
  return ofOptions(
    names.flatMap((name) => (reading.text(name) === undefined ? [] : `${name} ${reading.text(name) ?? ''}`)),
  );
}
function ofOptions(options: readonly string[]): Pick<Meant, 'without'> {
  return options.length === 0 ? {} : { without: options };
}

/** What of the neutral model the components hold; a name of `ipsec-policy` alone names no policy of it. */
const OBJECTS: Readonly<Record<string, Exclude<ObjectReference['kind'], 'route'>>> = {
  'net ipsec ike-daemon': 'ike-settings',
  'net ipsec ike-peer': 'peer',
  'net ipsec ipsec-policy': 'policy',
  'net ipsec traffic-selector': 'selector',
  'net ipsec manual-security-association': 'manual-sa',
  'net self': 'interface',
  'net tunnels tunnel': 'interface',
  'net tunnels ipsec': 'interface',
};

/** `list`, of one object, of a component, or of a module. */
export function meaningOfList({ path, name, options, properties }: ListReading): Meant {
  const component = path.join(' ');
  const kind = component === 'net route' ? 'route' : OBJECTS[component];
  const defaults = options.includes('all-properties');
  const nameless = properties.map((property) => `only ${property}`);
  const show = (rest: object, more: readonly string[] = []): Meant => ({
    operation: { kind: 'show-configuration', ...rest, defaults },
    ...ofOptions([...more, ...nameless]),
  });
  if (kind === undefined) return show({});
  if (kind === 'ike-settings') return show({ object: { kind } });
  if (name === undefined) return show({ objects: kind });
  if (kind === 'policy' || kind === 'route') return show({ objects: kind }, [`the name ${name}`]);
  return show({ object: { kind, name: neutralName(name) } });
}
