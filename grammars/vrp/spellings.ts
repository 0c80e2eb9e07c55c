import type { Profile } from './profiles.ts';

/** A line as people type it, in its view, and the sentences of the table that say the same. */
export interface Respelling {
  readonly view: string;
  /** In the notation of the tables. */
  readonly line: string;
  /** Sentences with the arguments of the line in angle brackets. */
  readonly means: readonly string[];
}

/** Lab spellings (`translation.md` 5.15 item 10, and the corpus). */
export const RESPELLINGS: readonly Respelling[] = [
  {
    view: 'ike-peer',
    line: 'dpd type <type:on-demand|periodic> interval <seconds:int> retry <count:int>',
    means: ['dpd type <type>', 'dpd idle-time <seconds>', 'dpd retry-limit <count>'],
  },
  {
    view: 'ike-peer',
    line: 'dpd type <type:on-demand|periodic> interval <seconds:int>',
    means: ['dpd type <type>', 'dpd idle-time <seconds>'],
  },
  { view: 'ike-peer', line: 'dpd interval <seconds:int>', means: ['dpd idle-time <seconds>'] },
  { view: 'ike-peer', line: 'version v1', means: ['version 1'] },
  { view: 'ike-peer', line: 'version v2', means: ['version 2'] },
];

/** Words for one thing: the device of a profile takes one of the first four, people type any of them. */
interface Synonyms {
  readonly inProfiles: readonly [string, string, string, string];
  readonly also?: readonly string[];
}

/** Columns: AR and USG, old AR (IKE), NE (IKE), NE (IPsec). `reference/vrp.md` 2.1 and 2.4. */
const ALGORITHMS: readonly Synonyms[] = [
  { inProfiles: ['des', 'des-cbc', 'des-cbc', 'des'] },
  { inProfiles: ['3des', '3des-cbc', '3des-cbc', '3des'] },
  ...['128', '192', '256'].map((bits): Synonyms => {
    const words = [`aes-${bits}`, `aes-cbc-${bits}`, `aes-cbc ${bits}`, `aes ${bits}`] as const;
    return { inProfiles: words, also: [`aes${bits}`, `aes-${bits}-cbc`] };
  }),
  ...['128', '192', '256'].map((bits): Synonyms => {
    const [word, apart] = [`aes-${bits}-gcm-128`, `aes-gcm-128 ${bits}`];
    return { inProfiles: [word, word, apart, apart], also: [`aes-gcm-${bits}`, `aes-${bits}-gcm`] };
  }),
  ...['256', '384', '512'].map((bits) => everywhere(`sha2-${bits}`, `sha-${bits}`, `sha${bits}`)),
  everywhere('sha1', 'sha-1', 'sha'),
  ...['256', '384', '512'].map((bits) =>
    everywhere(`hmac-sha2-${bits}`, `hmac-sha-${bits}`, `hmac-sha${bits}`),
  ),
  ...['1', '2', '5', '14', '15', '16', '19', '20', '21', '24'].map((group): Synonyms => {
    const [word, ofPfs] = [`group${group}`, `dh-group${group}`];
    return { inProfiles: [word, ofPfs, word, ofPfs], also: [`group-${group}`, group] };
  }),
];
function everywhere(word: string, ...also: readonly string[]): Synonyms {
  return { inProfiles: [word, word, word, word], also };
}

const LONGEST = 2;
const BY_WORD: ReadonlyMap<string, Synonyms> = new Map(
  ALGORITHMS.flatMap((synonyms) =>
    [...synonyms.inProfiles, ...(synonyms.also ?? [])].map((word): [string, Synonyms] => [word, synonyms]),
  ),
);
const OF_ALGORITHMS: readonly string[] = [
  'encryption-algorithm',
  'authentication-algorithm',
  'integrity-algorithm',
  'dh',
  'pfs',
  'prf',
];

/** The same line with the words that each family of devices has for its algorithms; none: it names none. */
export function algorithmSpellings(words: readonly string[]): readonly string[] {
  const named = words.findIndex(namesAlgorithms);
  if (named === -1 || words.length > MOST_WORDS) return [];
  const head = words.slice(0, named + 1);
  const parts: Synonyms[] = [];
  let at = named + 1;
  while (at < words.length) {
    const [length, synonyms] = synonymsAt(words, at);
    parts.push(synonyms);
    at += length;
  }
  const spelled = [0, 1, 2, 3].map((column) =>
    [...head, ...parts.map(({ inProfiles }) => inProfiles[column] ?? '')].join(' '),
  );
  return [...new Set(spelled)];
}
const MOST_WORDS = 16;
function namesAlgorithms(word: string): boolean {
  const typed = word.toLowerCase();
  return typed.length > 1 && OF_ALGORITHMS.some((command) => command.startsWith(typed));
}

/** How many words from an index on name one algorithm; an unknown one stands for itself. */
function synonymsAt(words: readonly string[], at: number): readonly [length: number, synonyms: Synonyms] {
  for (let length = LONGEST; length > 0; length--) {
    const found = BY_WORD.get(
      words
        .slice(at, at + length)
        .join(' ')
        .toLowerCase(),
    );
    if (found !== undefined) return [length, found];
  }
  return [1, everywhere(words[at] ?? '')];
}

/** A line that devices of today still read, or releases of some profiles alone save, and its spelling of today. */
export interface OldSpelling {
  /** The row of the table: its view and line. */
  readonly view: string;
  readonly line: string;
  /** Where only one value of an argument, or its absence, is old. */
  readonly value?: readonly [argument: string, text: string | undefined];
  readonly today: string;
  /** Profiles to whose devices it is the spelling of today. */
  readonly own: readonly Profile[];
  /** It is what devices save all the same. */
  readonly isSavedSo?: true;
}

/** `reference/vrp.md` 5 item 9. */
export const OLD_SPELLINGS: readonly OldSpelling[] = [
  {
    view: 'system',
    line: 'ike peer <name:string 1..15> [ versions: v1 | v2 ]',
    value: ['versions', 'v1'],
    today: 'version 1',
    own: ['ar-v2r3'],
  },
  {
    view: 'system',
    line: 'ike peer <name:string 1..15> [ versions: v1 | v2 ]',
    value: ['versions', 'v2'],
    today: 'version 2',
    own: ['ar-v2r3'],
  },
  {
    view: 'ike-peer',
    line: 'remote-name <identity:rest 1..255>',
    today: 'remote-id <identity>',
    own: ['ar-v2r3'],
  },
  {
    view: 'ike-peer',
    line: 'id-type <type:ip|name>',
    value: ['type', 'ip'],
    today: 'local-id-type ip',
    own: [],
  },
  {
    view: 'ike-peer',
    line: 'id-type <type:ip|name>',
    value: ['type', 'name'],
    today: 'local-id-type fqdn',
    own: [],
  },
  {
    view: 'ike-peer',
    line: 'local-id-type <type:ip|fqdn|user-fqdn|dn|key-id|name>',
    value: ['type', 'name'],
    today: 'local-id-type fqdn',
    own: ['ar-v2r3'],
  },
  {
    view: 'system',
    line: 'ike dpd [ check-kind: interval | on-demand ] <check:10..3600> [ <retry:2..60> ] [ since: immediately ]',
    value: ['check-kind', undefined],
    today: 'ike dpd on-demand <check> <retry> <since>',
    own: [],
    isSavedSo: true,
  },
];
