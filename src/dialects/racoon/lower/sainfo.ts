import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { sainfo as sainfoSection } from '../../../../grammars/racoon/schema/phases.ts';
import { GROUP_WORDS } from '../../../../grammars/racoon/values.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { TrafficAddress } from '../../../ir/ipsec.ts';
import { sameJson } from '../../../ir/json.ts';
import { byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { EncryptionTransform, IntegrityTransform } from '../../../ir/scalars.ts';
import { describeSainfo } from '../identity.ts';
import { cipherOf, ESP_CIPHERS, INTEGRITY, plainHash } from '../words.ts';
import { type Face, type LoweringContext, missing, originOf, originsOfAll, type Reading } from './context.ts';
import { readAddress, readPort, readPrefix, readProtocol, readSeconds } from './values.ts';

type SainfoFace = Face<(typeof sainfoSection)['directives']>;

/** One end of a `sainfo`; `other`: an identifier that no entry of the SPD is found by. */
export type SainfoEnd =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'other' }
  | {
      readonly kind: 'address';
      readonly address: TrafficAddress;
      readonly protocol: number | 'any';
      readonly port: number | 'any';
    };
/** What phase 2 is negotiated with. */
export interface LoweredSainfo {
  readonly object: ConfigurationObject;
  readonly header: Reading;
  readonly local: SainfoEnd;
  readonly remote: SainfoEnd;
  /** Must equal the `ph1id` of its remote. */
  readonly remoteId: Sourced<string>;
  /** The peer that it is for; absent: any. */
  readonly from: string | undefined;
  readonly encryption: Sourced<readonly EncryptionTransform[]>;
  readonly integrity: Sourced<readonly IntegrityTransform[]>;
  readonly compression: Sourced<'deflate' | 'lzs'>;
  readonly pfsGroups: Sourced<readonly number[]>;
  readonly lifetime: Sourced<number>;
  readonly faults: readonly Diagnostic[];
}

const USUAL_LIFETIME = 28_800;

/** `sainfo …` (racoon reference 3.3). */
export function lowerSainfo(context: LoweringContext, object: ConfigurationObject): LoweredSainfo {
  const face = context.face(sainfoSection, object);
  const faults: Diagnostic[] = [];
  const group = face.one('pfs_group');
  const word = group?.text('value') ?? '';
  const { header } = face;
  const name = describeSainfo(object.headers[0]?.values ?? {});
  const lowered: LoweredSainfo = {
    object,
    header,
    local: readEnd(header, 'local', faults),
    remote: readEnd(header, 'remote', faults),
    remoteId: face.text('remoteid'),
    from: header.text('from-value') ?? header.text('group'),
    encryption: readCiphers(face, faults),
    integrity: readIntegrity(context, face, faults),
    compression: readCompression(face),
    pfsGroups:
      group === undefined ? byDefault([]) : sourced([Number(GROUP_WORDS[word] ?? word)], group.origins),
    lifetime: readSeconds(face.one('lifetime'), USUAL_LIFETIME),
    faults,
  };
  for (const kind of ['encryption', 'authentication', 'compression'] as const) {
    if (face.all(`${kind}_algorithm`).length > 0 || object.unreadable.length > 0) continue;
    const help = `racoon says: no ${kind} algorithm at ${name}`;
    faults.push({ ...missing(`"${kind}_algorithm"`, face), help });
  }
  noteSettings(context, lowered);
  return lowered;
}

/** What it becomes elsewhere: selectors and their policy. */
function noteSettings(
  context: LoweringContext,
  { header, remoteId, encryption, integrity }: LoweredSainfo,
): void {
  const details = { a: 'sainfo', count: 1, b: 'selector with its policy' };
  context.report(diagnostic('TG254', details, originOf(header.origins)));
  const count = encryption.value.length * integrity.value.length;
  if (count > 1) {
    const lists = { count, lists: 'encryption_algorithm and authentication_algorithm' };
    context.report(diagnostic('TG167', lists, originOf(encryption.origins)));
  }
  const { origin } = originOf(remoteId.origins);
  if (origin === undefined) return;
  const merged = { a: '"remoteid"', b: 'the remote of that ph1id', object: 'tunnel' };
  context.report(diagnostic('TG291', merged, { origin }));
}

function readEnd(header: Reading, side: 'local' | 'remote', faults: Diagnostic[]): SainfoEnd {
  const of = (name: string): string | undefined => header.text(`${side}-${name}`);
  const kind = of('kind');
  if (kind === 'anonymous') return { kind };
  if (kind !== 'address') return { kind: 'other' };
  const protocol = readProtocol(of('protocol') ?? 'any');
  const port = readPort(of('port') ?? 'any');
  const length = of('length');
  const [address, last] = [of('address') ?? '', of('last')];
  if (protocol === 'unknown' || port === 'unknown') return { kind: 'other' };
  if (last !== undefined) {
    const ends = [readAddress(address), readAddress(last)] as const;
    if (ends[0] === undefined || ends[1] === undefined) return { kind: 'other' };
    return { kind: 'address', address: { first: ends[0], last: ends[1] }, protocol, port };
  }
  const prefix = readPrefix(length === undefined ? address : `${address}/${length}`);
  if (prefix === undefined) return { kind: 'other' };
  if ((protocol === 1 || protocol === 58) && port !== 'any') {
    const found = diagnostic('TG118', { a: 'ICMP', b: `port ${port}` }, originOf(header.origins));
    faults.push({ ...found, help: 'racoon says: port number must be "any".' });
  }
  const isSix = prefix.includes(':');
  if ((protocol === 1 && isSix) || (protocol === 58 && !isSix)) {
    const details = { a: `protocol ${protocol}`, b: `the family of ${prefix}` };
    const found = diagnostic('TG118', details, originOf(header.origins));
    faults.push({ ...found, help: 'racoon says: upper layer protocol mismatched.' });
  }
  return { kind: 'address', address: { prefix }, protocol, port };
}

function readCiphers(face: SainfoFace, faults: Diagnostic[]): Sourced<readonly EncryptionTransform[]> {
  const readings = face.all('encryption_algorithm');
  const ciphers = readings.flatMap((reading) =>
    reading.texts('names').flatMap((text): readonly EncryptionTransform[] => {
      const [word = '', bits] = text.split(' ');
      const cipher = cipherOf(ESP_CIPHERS, word, bits);
      if (cipher !== undefined) return [cipher];
      const details = { target: 'another device', algorithm: word };
      faults.push(diagnostic('TG211', details, originOf(reading.origins)));
      return [];
    }),
  );
  return sourced(distinct(ciphers), originsOfAll(readings));
}

/** `non_auth` alone is no authentication; beside others it is left out, which is stricter. */
function readIntegrity(
  context: LoweringContext,
  face: SainfoFace,
  faults: Diagnostic[],
): Sourced<readonly IntegrityTransform[]> {
  const readings = face.all('authentication_algorithm');
  const words = readings.flatMap((reading) => reading.texts('names').map((word) => ({ word, reading })));
  const found = words.flatMap(({ word, reading }): readonly IntegrityTransform[] => {
    const transform = INTEGRITY[plainHash(word)];
    if (transform !== undefined) return [{ ...transform }];
    if (word !== 'non_auth') {
      const details = { target: 'another device', algorithm: word };
      faults.push(diagnostic('TG212', details, originOf(reading.origins)));
    }
    return [];
  });
  const none = words.find(({ word }) => word === 'non_auth');
  if (none !== undefined && found.length > 0) {
    context.report(diagnostic('TG225', { lost: '"non_auth"' }, originOf(none.reading.origins)));
  }
  return sourced(distinct(found), originsOfAll(readings));
}

/** Two spellings of one algorithm are one. */
function distinct<T>(list: readonly T[]): readonly T[] {
  return list.filter((item, index) => list.findIndex((other) => sameJson(other, item)) === index);
}

function readCompression(face: SainfoFace): Sourced<'deflate' | 'lzs'> {
  const readings = face.all('compression_algorithm');
  const word = readings.flatMap((reading) => reading.texts('names')).find((name) => name === 'lzs');
  return sourced(word === 'lzs' ? 'lzs' : 'deflate', originsOfAll(readings));
}

/** Every statement of a block that belongs to no tunnel. */
export function noteUnreached(context: LoweringContext, { object, header }: LoweredSainfo): void {
  const name = describeSainfo(object.headers[0]?.values ?? {});
  const directives = [...object.slots.values()].flat().map(({ origin }) => origin);
  for (const origin of [header.origin, ...directives]) {
    context.used.add(origin);
    context.report({ ...diagnostic('TG115', { object: 'sainfo', name }, { origin }), status: 'dropped' });
  }
}
