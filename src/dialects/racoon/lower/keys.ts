import { KEYS } from '../../../../grammars/racoon/table.ts';
import { canonicalAddress, isIpv6Address } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { IkeProposal, Peer, PreSharedKey } from '../../../ir/ike.ts';
import { assemble, byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Identity, Secret } from '../../../ir/scalars.ts';
import { type LoweringContext, originOf, type Reading } from './context.ts';
import { placeholderName, readAddress } from './values.ts';

const EVERYONE = '*';
const WITH_KEY: ReadonlySet<string> = new Set(['pre-shared-key', 'xauth-psk-client', 'xauth-psk-server']);

/** Whether phase 1 asks for a key. */
export function needsKey({ authenticationMethod }: Pick<IkeProposal, 'authenticationMethod'>): boolean {
  return WITH_KEY.has(authenticationMethod);
}

/** The lines of psk.txt, and which of them each `remote` can use (racoon reference 4.1). */
export class Keys {
  readonly #context: LoweringContext;
  readonly #lines: readonly Reading[];
  readonly #used = new Set<Reading>();
  /** By name and by address (`addressKey`): the position of the first line. */
  readonly #first = new Map<string, number>();

  constructor(context: LoweringContext) {
    this.#context = context;
    this.#lines = context.lines(KEYS);
    for (const [position, line] of this.#lines.entries()) {
      const identity = identityOf(line);
      const names = [identity, addressKey(readAddress(identity))];
      for (const name of names) if (!this.#first.has(name)) this.#first.set(name, position);
    }
  }

  get isThere(): boolean {
    return this.#lines.length > 0;
  }

  of(
    peer: Pick<
      Peer,
      'name' | 'remote' | 'remoteIds' | 'verifyRemoteId' | 'exchangeModes' | 'localAuthentication'
    >,
    header: Reading,
  ): Sourced<readonly PreSharedKey[]> {
    if (!WITH_KEY.has(peer.localAuthentication)) return byDefault([]);
    const found = peer.remote.length === 0 ? this.#ofAnyone(peer) : this.#ofOne(peer);
    for (const line of found) {
      this.#used.add(line);
      this.#context.use(line);
      if (identityOf(line) === EVERYONE)
        this.#context.reportOnce(diagnostic('TG124', {}, originOf(line.origins)));
    }
    if (found.length > 0) {
      const only = onlyName(peer);
      const keys = found.map((line) => {
        const isNamed = peer.remote.length === 0 && identityOf(line) !== only;
        return this.#key(line, isNamed);
      });
      return {
        value: keys,
        origins: found.flatMap(({ origins }) => origins),
        elements: found.map(({ origins }) => origins),
      };
    }
    const placeholder = `psk:${peer.name.replaceAll(/[{}]/g, '-')}`;
    this.#context.report(diagnostic('TG121', { peer: peer.name, placeholder }, originOf(header.origins)));
    return byDefault([
      assemble<PreSharedKey>(this.#context.origins, { secret: byDefault({ unreadable: placeholder }) }),
    ]);
  }

  /** Main mode asks by address; the other modes by what the peer says of itself, then by address. */
  #ofOne({
    remote,
    remoteIds,
    exchangeModes,
  }: Pick<Peer, 'remote' | 'remoteIds' | 'exchangeModes'>): readonly Reading[] {
    const [entry] = remote;
    const address = entry !== undefined && 'address' in entry ? entry.address : undefined;
    const names = remoteIds.flatMap(({ type, value }) =>
      type !== 'ID_IPV4_ADDR' && type !== 'ID_IPV6_ADDR' && value !== undefined ? [value] : [],
    );
    const byName = exchangeModes[0] === 'main' ? [] : names;
    const asked = [...byName, ...(address === undefined ? [] : [addressKey(address)])];
    const lines = asked.flatMap((name) => this.#firstFor(name) ?? []);
    const [first] = lines;
    if (first === undefined) return [];
    for (const line of lines.slice(1)) if (line.text('key') === first.text('key')) this.#alike(line, first);
    return [first];
  }

  /** The first line for a name or an address (`addressKey`): one for everyone is for it too. */
  #firstFor(name: string): Reading | undefined {
    const positions = [this.#first.get(name), this.#first.get(EVERYONE)];
    const position = Math.min(...positions.map((found) => found ?? Number.POSITIVE_INFINITY));
    return this.#lines[position];
  }

  /** The same key under another name of the same peer says nothing new. */
  #alike(line: Reading, first: Reading): void {
    if (line === first) return;
    this.#used.add(line);
    this.#context.use(line);
    const note = diagnostic(
      'TG291',
      { a: identityOf(line), b: identityOf(first), object: 'key' },
      originOf(line.origins),
    );
    this.#context.reportOnce(note);
  }

  /** A peer of no address of its own: every line that no other peer has may be its key; the first that matches counts. */
  #ofAnyone({ exchangeModes, remoteIds }: Pick<Peer, 'exchangeModes' | 'remoteIds'>): readonly Reading[] {
    const free = this.#lines.filter((line) => !this.#used.has(line) || identityOf(line) === EVERYONE);
    const end = free.findIndex((line) => identityOf(line) === EVERYONE);
    const reached = end === -1 ? free : free.slice(0, end + 1);
    const names = new Set(
      remoteIds.flatMap(({ type, value }) =>
        type.endsWith('_ADDR') && type !== 'ID_RFC822_ADDR' ? [] : (value ?? []),
      ),
    );
    const isMain = exchangeModes.every((mode) => mode === 'main');
    return reached.filter((line) => {
      const name = identityOf(line);
      if (name === EVERYONE) return true;
      if (isMain) return canonicalAddress(name) !== undefined;
      return names.size === 0 || names.has(name);
    });
  }

  #key(line: Reading, withIdentity: boolean): PreSharedKey {
    const name = identityOf(line);
    return assemble<PreSharedKey>(this.#context.origins, {
      identity: withIdentity && name !== EVERYONE ? sourced(asIdentity(name), line.origins) : undefined,
      secret: sourced(readSecret(line.text('key') ?? ''), line.origins),
    });
  }

  /** TG166 for the lines that no `remote` asks for. */
  noteUnused(): void {
    for (const line of this.#lines) {
      if (this.#used.has(line)) continue;
      this.#context.use(line);
      this.#context.report({ ...diagnostic('TG166', {}, originOf(line.origins)), status: 'dropped' });
    }
  }
}

function identityOf(line: Reading): string {
  return line.text('identity') ?? '';
}
/** An address is looked for in its canonical form, a name as it stands. */
function addressKey(address: string | undefined): string {
  return `address ${address ?? ''}`;
}
/** The one name that a peer may have: a key under it is the key of every peer that gets that far. */
function onlyName({
  remoteIds,
  verifyRemoteId,
}: Pick<Peer, 'remoteIds' | 'verifyRemoteId'>): string | undefined {
  return verifyRemoteId && remoteIds.length === 1 ? remoteIds[0]?.value : undefined;
}

function asIdentity(name: string): Identity {
  const address = canonicalAddress(name);
  if (address !== undefined)
    return { type: isIpv6Address(address) ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR', value: address };
  return { type: name.includes('@') ? 'ID_RFC822_ADDR' : 'ID_FQDN', value: name };
}

/** `0x` begins hexadecimal digits; anything else is its own text. */
function readSecret(text: string): Secret {
  const placeholder = placeholderName(text);
  if (placeholder !== undefined) return { unreadable: placeholder };
  const digits = /^0x([0-9a-fA-F]*)$/.exec(text)?.[1];
  return digits === undefined ? { psk: text } : { psk: digits.toLowerCase(), encoding: 'hex' };
}
