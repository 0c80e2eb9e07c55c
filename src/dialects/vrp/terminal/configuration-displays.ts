import { listSlot } from '../../../../grammars/objects/list.ts';
import type { ConfigurationObject, Values } from '../../../../grammars/objects/object.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { table } from '../../../../grammars/vrp/table.ts';
import type { UnderstoodCommand } from '../../dialect-operations.ts';

/** The devices whose layouts these are; NE routers have their own. */
const VRP5_LAYOUTS: ReadonlySet<Profile> = new Set(['ar-v2r3', 'ar', 'usg']);

/** What a command shows of the configuration that runs; nothing: no layout of it is known. */
export function configurationDisplay(
  { command, values }: UnderstoodCommand,
  running: ConfigurationObject,
  profile: Profile,
): readonly string[] | undefined {
  if (!VRP5_LAYOUTS.has(profile)) return undefined;
  switch (command) {
    case 'displayIkeProposal':
      return ikeProposals(running, profile, textOf(values, 'number'));
    case 'displayIpsecProposal':
      return values['form'] === 'brief'
        ? undefined
        : ipsecProposals(running, profile, textOf(values, 'proposal'));
    case 'displayIkePeer':
      return values['form'] === 'brief' ? peersInBrief(running, profile) : undefined;
    default:
      return undefined;
  }
}

function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function objectsOf(
  running: ConfigurationObject,
  view: string,
  name: string | undefined,
): readonly ConfigurationObject[] {
  return [...running.children.values()].filter(
    (object) =>
      object.view === view && (name === undefined || object.key.toLowerCase() === name.toLowerCase()),
  );
}

/** What a slot says, or what the profile means where nothing does. */
function wordsOf(
  object: ConfigurationObject,
  slot: string,
  argument: string,
  profile: Profile,
): readonly string[] {
  const model = table.model.slot(object.view, slot);
  if (model === undefined) return [];
  const said = listSlot(model, object);
  const meant = said.length > 0 ? said : (model.defaults[profile] ?? []);
  return meant.flatMap(({ values }) => values[argument] ?? []);
}

const RULE = '-'.repeat(43);
/** Groups by number: of `reference/vrp.md` 3.4 and 5.12. */
const GROUPS: Readonly<Record<string, string>> = {
  group1: 'MODP-768',
  group2: 'MODP-1024',
  group5: 'MODP-1536',
  group14: 'MODP-2048',
  group15: 'MODP-3072',
  group16: 'MODP-4096',
  group18: 'MODP-8192',
  group19: 'ECP-256',
  group20: 'ECP-384',
  group21: 'ECP-521',
};
const METHODS: Readonly<Record<string, string>> = {
  'pre-share': 'PRE_SHARED',
  'rsa-signature': 'RSA_SIG',
  'digital-envelope': 'DIGITAL_ENVELOPE',
};

function upper(words: readonly string[]): string {
  return words.map((word) => word.toUpperCase()).join(' ');
}

interface ProposalRow {
  readonly name: string;
  readonly method: string;
  readonly hashes: string;
  readonly encryption: string;
  readonly groups: string;
  readonly seconds: string;
  readonly integrity: string;
  readonly prf: string;
}
/** The proposal that a USG has of itself (`reference/vrp.md` 3.4). */
const USG_DEFAULT: ProposalRow = {
  name: 'Default',
  method: 'PRE_SHARED',
  hashes: 'SHA2-512 SHA2-384 SHA2-256',
  encryption: 'AES-256 AES-192 AES-128',
  groups: 'MODP-2048',
  seconds: '86400',
  integrity: 'HMAC-SHA2-256',
  prf: 'HMAC-SHA2-256',
};

/** `display ike proposal [ number N ]` (3.4). */
function ikeProposals(
  running: ConfigurationObject,
  profile: Profile,
  number: string | undefined,
): readonly string[] {
  const made = objectsOf(running, 'ike-proposal', number)
    .toSorted((left, right) => Number(left.key) - Number(right.key))
    .map((object): ProposalRow => {
      const words = (slot: string, argument: string): readonly string[] =>
        wordsOf(object, slot, argument, profile);
      return {
        name: object.key === 'default' ? 'Default' : object.key,
        method: words('authenticationMethod', 'method')
          .map((word) => METHODS[word] ?? word)
          .join(' '),
        hashes: upper(words('authenticationAlgorithm', 'algorithms')),
        encryption: upper(words('encryptionAlgorithm', 'algorithms')),
        groups: words('dh', 'groups')
          .map((word) => GROUPS[word] ?? word)
          .join(' '),
        seconds: words('saDuration', 'seconds').join(''),
        integrity: upper(words('integrityAlgorithm', 'algorithms')),
        prf: upper(words('prf', 'algorithms')),
      };
    });
  const hasOwn = made.some(({ name }) => name === 'Default');
  const rows = profile === 'usg' && number === undefined && !hasOwn ? [...made, USG_DEFAULT] : made;
  return [`Number of IKE Proposals: ${rows.length}`, ...rows.flatMap(proposalBlock)];
}

function proposalBlock(row: ProposalRow): readonly string[] {
  return [
    '',
    RULE,
    ` IKE Proposal: ${row.name}`,
    `   Authentication Method      : ${row.method}`,
    `   Authentication Algorithm   : ${row.hashes}`,
    `   Encryption Algorithm       : ${row.encryption}`,
    `   Diffie-Hellman Group       : ${row.groups}`,
    `   SA Duration(Seconds)       : ${row.seconds}`,
    `   Integrity Algorithm        : ${row.integrity}`,
    `   Prf Algorithm              : ${row.prf}`,
    RULE,
  ];
}

/** Words of `display ipsec proposal` (3.5, 3.6). */
const HASHES: Readonly<Record<string, string>> = {
  md5: 'MD5-HMAC-96',
  sha1: 'SHA1-HMAC-96',
  'sha2-256': 'SHA2-HMAC-256',
  'sha2-384': 'SHA2-HMAC-384',
  'sha2-512': 'SHA2-HMAC-512',
};
const TRANSFORMS: Readonly<Record<string, string>> = { esp: 'esp-new', ah: 'ah-new', 'ah-esp': 'ah-esp-new' };

/** `display ipsec proposal [ name NAME ]` (3.6). */
function ipsecProposals(
  running: ConfigurationObject,
  profile: Profile,
  name: string | undefined,
): readonly string[] {
  const objects = objectsOf(running, 'ipsec-proposal', name);
  const count = name === undefined ? [`Number of proposals: ${objects.length}`, ''] : [];
  // A USG has one blank behind the word (3.6).
  const encryptionLabel = profile === 'usg' ? 'Encryption ' : 'Encryption     ';
  return [
    ...count,
    ...objects.flatMap((object, index) => {
      const words = (slot: string, argument: string): readonly string[] =>
        wordsOf(object, slot, argument, profile);
      const hashes = (slot: string): string =>
        words(slot, 'algorithms')
          .map((word) => HASHES[word] ?? word)
          .join(' ');
      const [mode = 'tunnel'] = words('encapsulationMode', 'mode');
      const [protocols = 'esp'] = words('transform', 'protocols');
      const ah =
        protocols === 'esp'
          ? []
          : [` AH protocol       : Authentication ${hashes('ahAuthenticationAlgorithm')}`];
      const esp =
        protocols === 'ah'
          ? []
          : [
              ` ESP protocol      : Authentication ${hashes('espAuthenticationAlgorithm')}`,
              `                     ${encryptionLabel}${upper(words('espEncryptionAlgorithm', 'algorithms'))}`,
            ];
      return [
        ...(index === 0 ? [] : ['']),
        `IPSec proposal name: ${object.headers[0]?.values['name']?.toString() ?? object.key}`,
        ` Encapsulation mode: ${mode.replace(/^./, (letter) => letter.toUpperCase())}`,
        ` Transform         : ${TRANSFORMS[protocols] ?? protocols}`,
        ...ah,
        ...esp,
      ];
    }),
  ];
}

/** `display ike peer brief` (3.3). */
function peersInBrief(running: ConfigurationObject, profile: Profile): readonly string[] {
  const rule = '-'.repeat(75);
  const peers = objectsOf(running, 'ike-peer', undefined);
  return [
    `Current ike peer number: ${String(peers.length).padEnd(46)}`,
    rule,
    'Peer name        Version  Exchange-mode   Proposal   Id-type   RemoteAddr',
    rule,
    ...peers.map((object) => {
      const first = (slot: string, argument: string): string =>
        wordsOf(object, slot, argument, profile)[0] ?? '';
      return [
        object.key.padEnd(17),
        versionsOf(object, profile).padEnd(9),
        first('exchangeMode', 'mode').padEnd(16),
        first('ikeProposal', 'number').padEnd(11),
        first('localIdType', 'type').toUpperCase().padEnd(10),
        first('remoteAddress', 'address'),
      ].join('');
    }),
  ];
}

function versionsOf({ slots }: ConfigurationObject, profile: Profile): string {
  const said = slots.get('version') ?? [];
  const isOn = (number: string): boolean => {
    const own = said.find(({ entry }) => entry === number);
    if (own !== undefined) return own.operator === 'set';
    return profile === 'usg' || said.every(({ operator }) => operator === 'negate');
  };
  return ['1', '2']
    .filter(isOn)
    .map((number) => `v${number}`)
    .join('');
}
