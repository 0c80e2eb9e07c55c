import { describe, expect, it } from 'vitest';
import { list } from '../../../grammars/objects/list.ts';
import type { ConfigurationObject } from '../../../grammars/objects/object.ts';
import { table } from '../../../grammars/vrp/table.ts';
import type { Read } from '../../../src/dialects/dialect.ts';
import { vrp } from '../../../src/dialects/vrp/index.ts';

type Profile = 'ar' | 'ar-v2r3' | 'usg' | 'ne';
interface Row {
  /** Under this header; none: in system view. */
  readonly below?: string;
  readonly typed: string;
  /** What the note says; where one line is read as several, they stand apart by `; `. */
  readonly means: string;
  readonly profile?: Profile;
}

/** Read with TG102; `--strict-syntax` refuses them with TG108. */
const LOOSE: Readonly<Record<string, readonly Row[]>> = {
  'letter case (vrp.md 1.3)': [
    { typed: 'IPsec proposal p', means: 'ipsec proposal p' },
    { typed: 'IKE PEER Branch', means: 'ike peer Branch' },
    { below: 'ike proposal 1', typed: 'DH Group14', means: 'dh group14' },
    {
      below: 'ipsec proposal p',
      typed: 'esp encryption-algorithm AES-256',
      means: 'esp encryption-algorithm aes-256',
    },
    { below: 'ike peer x', typed: 'Remote-ID Branch.Example', means: 'remote-id Branch.Example' },
    {
      below: 'ike peer x',
      typed: 'Pre-Shared-Key Cipher Tg-Demo-2026',
      means: 'pre-shared-key cipher *****',
    },
    {
      below: 'ike peer x',
      typed: 'pre-shared-key SIMPLE Tg-Demo-2026',
      means: 'pre-shared-key simple *****',
    },
  ],
  'abbreviations (vrp.md 1.3)': [
    { typed: 'ike pee x', means: 'ike peer x' },
    { typed: 'int g0/0/1', means: 'interface GigabitEthernet0/0/1' },
    { typed: 'int lo0', means: 'interface LoopBack0' },
    { typed: 'interface gi 0/0/1', means: 'interface GigabitEthernet0/0/1' },
    { below: 'interface Ethernet0/0/1', typed: 'ip a 192.0.2.1 24', means: 'ip address 192.0.2.1 24' },
    { below: 'ike proposal 1', typed: 'enc aes-128', means: 'encryption-algorithm aes-128' },
    { below: 'ike peer x', typed: 'pre c Tg-Demo-2026', means: 'pre-shared-key cipher *****' },
    { below: 'ike peer x', typed: 'undo ver 1', means: 'undo version 1' },
    { below: 'ipsec policy m 1 isakmp', typed: 'sec a 3000', means: 'security acl 3000' },
    {
      below: 'acl 3000',
      typed: 'ru 5 per ip source 10.1.0.0 0.0.0.255 destination 10.2.0.0 0.0.0.255',
      means: 'rule 5 permit ip source 10.1.0.0 0.0.0.255 destination 10.2.0.0 0.0.0.255',
    },
  ],
  'names of interfaces in two words (vrp.md 1.3)': [
    {
      typed: 'ip route-static 10.2.0.0 16 Tunnel 10 192.0.2.9',
      means: 'ip route-static 10.2.0.0 16 Tunnel10 192.0.2.9',
    },
    {
      typed: 'ip route-static 10.2.0.0 16 g 0/0/1',
      means: 'ip route-static 10.2.0.0 16 GigabitEthernet0/0/1',
    },
  ],
  remarks: [
    { below: 'ike proposal 1', typed: 'dh group14 //as agreed', means: 'dh group14' },
    {
      below: 'ike peer x',
      typed: 'pre-shared-key cipher //a"b //remark',
      means: 'pre-shared-key cipher *****',
    },
  ],
  "other devices' words for algorithms (vrp.md 2.1, 2.4)": [
    { below: 'ike proposal 1', typed: 'encryption-algorithm aes 256', means: 'encryption-algorithm aes-256' },
    {
      below: 'ike proposal 1',
      typed: 'encryption-algorithm aes-cbc-128',
      means: 'encryption-algorithm aes-128',
    },
    {
      below: 'ike proposal 1',
      typed: 'encryption-algorithm aes-cbc 192',
      means: 'encryption-algorithm aes-192',
    },
    { below: 'ike proposal 1', typed: 'enc aes256', means: 'encryption-algorithm aes-256' },
    { below: 'ike proposal 1', typed: 'encryption-algorithm 3des-cbc', means: 'encryption-algorithm 3des' },
    {
      below: 'ike proposal 1',
      typed: 'authentication-algorithm sha-256',
      means: 'authentication-algorithm sha2-256',
    },
    {
      below: 'ike proposal 1',
      typed: 'authentication-algorithm sha',
      means: 'authentication-algorithm sha1',
    },
    { below: 'ike proposal 1', typed: 'dh 14', means: 'dh group14' },
    { below: 'ike proposal 1', typed: 'prf hmac-sha-256', means: 'prf hmac-sha2-256' },
    {
      below: 'ike proposal 1',
      typed: 'encryption-algorithm aes 256 aes 128',
      means: 'encryption-algorithm aes-256 aes-128',
      profile: 'usg',
    },
    {
      below: 'ike proposal 1',
      typed: 'encryption-algorithm aes-256',
      means: 'encryption-algorithm aes-cbc-256',
      profile: 'ar-v2r3',
    },
    {
      below: 'ike proposal 1',
      typed: 'encryption-algorithm aes-256',
      means: 'encryption-algorithm aes-cbc 256',
      profile: 'ne',
    },
    {
      below: 'ipsec proposal p',
      typed: 'esp encryption-algorithm aes-192',
      means: 'esp encryption-algorithm aes 192',
      profile: 'ne',
    },
    {
      below: 'ipsec proposal p',
      typed: 'esp authentication-algorithm sha-1',
      means: 'esp authentication-algorithm sha1',
    },
    { below: 'ipsec policy m 1 isakmp', typed: 'pfs group14', means: 'pfs dh-group14' },
  ],
  'spellings of labs (translation.md 5.15 item 10)': [
    {
      below: 'ike peer x',
      typed: 'dpd type periodic interval 10 retry 3',
      means: 'dpd type periodic; dpd idle-time 10; dpd retry-limit 3',
    },
    {
      below: 'ike peer x',
      typed: 'dpd type on-demand interval 20',
      means: 'dpd type on-demand; dpd idle-time 20',
    },
    { below: 'ike peer x', typed: 'version v2', means: 'version 2' },
  ],
};

/** Read with TG103: a line that devices take and call otherwise today (vrp.md 5 item 9). */
const OLD: readonly (Row & { readonly isSaved?: true })[] = [
  { typed: 'ike peer x v1', means: 'version 1' },
  { typed: 'ike peer x v2', means: 'version 2', profile: 'usg' },
  { below: 'ike peer x', typed: 'remote-name branch', means: 'remote-id branch' },
  { below: 'ike peer x', typed: 'id-type name', means: 'local-id-type fqdn' },
  { below: 'ike peer x', typed: 'local-id-type name', means: 'local-id-type fqdn' },
  { typed: 'ike dpd 100', means: 'ike dpd on-demand 100', profile: 'ne', isSaved: true },
  { typed: 'ike dpd 100 5', means: 'ike dpd on-demand 100 5', profile: 'ne', isSaved: true },
];

/** What devices save: no word about it. */
const SAVED: readonly Omit<Row, 'means'>[] = [
  { typed: 'ike peer x v1', profile: 'ar-v2r3' },
  { below: 'ike peer x', typed: 'remote-name branch', profile: 'ar-v2r3' },
  { below: 'ike peer x', typed: 'local-id-type name', profile: 'ar-v2r3' },
  { below: 'ike proposal 1', typed: 'encryption-algorithm aes-cbc-256', profile: 'ar-v2r3' },
  { below: 'ike proposal 1', typed: 'encryption-algorithm aes-cbc 256', profile: 'ne' },
  { below: 'ipsec proposal p', typed: 'esp encryption-algorithm aes 256', profile: 'ne' },
  { below: 'ike peer x', typed: 'pre-shared-key cipher %^%#a"b#c;d//e\'f%^%#' },
  { below: 'ike peer x', typed: 'pre-shared-key //Tg-Demo-2026' },
  { below: 'ike peer x', typed: 'pre-shared-key "c Tg-Demo-2026"' },
  { below: 'ike peer x', typed: 'description see //server/notes' },
  { typed: 'ike peer 1' },
  { typed: 'interface GigabitEthernet 0/0/1' },
  { below: 'interface Tunnel0/0/1', typed: 'source Tunnel 10' },
];

function read(row: Omit<Row, 'means'>, lines: readonly string[], syntax: 'lenient' | 'strict'): Read {
  const text = row.below === undefined ? lines : [row.below, ...lines.map((line) => ` ${line}`)];
  return vrp.read([{ name: 'vrp.cfg', text: `${text.join('\n')}\n` }], row.profile ?? 'ar', { syntax });
}

/** What the diagnostics say of the last line, secrets masked. */
function notes({ diagnostics, statements }: Read): readonly string[] {
  return diagnostics
    .filter(({ origin }) => origin === statements.length - 1)
    .map(({ code, message }) => `${code} ${message}`);
}

function listing(object: ConfigurationObject, profile: Profile): unknown {
  return list(table.model, object, profile).map(({ origin: _origin, ...assignment }) => assignment);
}

describe.each(Object.entries(LOOSE))('%s', (_what, rows) => {
  it.each(rows)('$typed', (row) => {
    const lenient = read(row, [row.typed], 'lenient');
    expect(notes(lenient).map(masked)).toEqual([`TG102 read as "${row.means}"`]);
    expect(notes(read(row, [row.typed], 'strict')).map(masked)).toEqual([
      `TG108 to be typed as "${row.means}"`,
    ]);
    if (row.means.includes('*****')) return;
    const meant = read(row, row.means.split('; '), 'strict');
    expect(meant.diagnostics).toEqual([]);
    expect(listing(lenient.objects, row.profile ?? 'ar')).toEqual(
      listing(meant.objects, row.profile ?? 'ar'),
    );
  });
});

describe('old spellings', () => {
  it.each(OLD)('$profile $typed', (row) => {
    expect(notes(read(row, [row.typed], 'lenient'))).toEqual([`TG103 old spelling of "${row.means}"`]);
    const refused = row.isSaved === true ? `TG103 old spelling of` : `TG108 to be typed as`;
    expect(notes(read(row, [row.typed], 'strict'))).toEqual([`${refused} "${row.means}"`]);
  });
});

describe('masked addresses (TG122)', () => {
  it.each<Omit<Row, 'means'> & { readonly label: string }>([
    {
      below: 'ike peer x',
      typed: 'remote-address 116.xxx.xxx.10',
      label: 'address must be an IP address',
    },
    {
      below: 'ipsec policy m 1 isakmp',
      typed: 'tunnel local 116.*.*.10',
      label: 'local must be an IP address',
    },
    { typed: 'ip route-static 10.2.0.0 16 116.xxx.xxx.10', label: 'next-hop must be an IPv4 address' },
  ])('$typed', ({ label, ...row }) => {
    expect(notes(read(row, [row.typed], 'lenient'))).toEqual([]);
    expect(notes(read(row, [row.typed], 'strict'))).toEqual([`TG110 ${label}`]);
  });
});

describe('what a device saves', () => {
  it.each(SAVED)('$typed', (row) => {
    for (const syntax of ['lenient', 'strict'] as const) {
      expect(read(row, [row.typed], syntax).diagnostics).toEqual([]);
    }
  });
});

/** The report masks notes as it masks statements. */
function masked(note: string): string {
  return note.replace(/((?:cipher|simple) )\S+"$/, '$1*****"');
}
