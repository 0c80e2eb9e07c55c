import { emptyObject } from '../../../../grammars/objects/object.ts';
import { ENCRYPTION } from '../../../ir/algorithms.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { ManualSa, Policy } from '../../../ir/ipsec.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address, EncryptionTransform, IntegrityTransform, Secret } from '../../../ir/scalars.ts';
import { MANUAL_CIPHERS, MANUAL_INTEGRITY } from '../words.ts';
import { type LoweringContext, originOf, type Reading } from './context.ts';
import type { Draft } from './drafts.ts';
import type { LoweredSainfo } from './sainfo.ts';
import type { Stack } from './stack.ts';
import { placeholderName, readAddress } from './values.ts';

/** An SA that setkey adds: the keys and the SPI of one direction. */
interface AddedSa {
  readonly reading: Reading;
  readonly protocol: 'esp' | 'ah';
  readonly source: Address;
  readonly destination: Address;
  readonly encryption: EncryptionTransform | undefined;
  readonly integrity: IntegrityTransform | undefined;
}

/** The `add` commands, and what they make of entries that no remote negotiates. */
export class ManualKeys {
  readonly #context: LoweringContext;
  readonly #sas: readonly AddedSa[];

  constructor(context: LoweringContext, readings: readonly Reading[]) {
    this.#context = context;
    this.#sas = readings.flatMap((reading) => this.#read(reading));
  }

  /** What an entry between two ends is protected with, as a `sainfo` would say it. */
  suiteOf({ esp, local, remote }: Stack): LoweredSainfo | undefined {
    const found = this.#sas.find(
      ({ protocol, source, destination }) =>
        protocol === (esp ? 'esp' : 'ah') && source === local?.value && destination === remote,
    );
    if (found === undefined) return undefined;
    const { reading, encryption, integrity } = found;
    const faults: Diagnostic[] = [];
    return {
      object: emptyObject('sainfo', ''),
      header: reading,
      local: { kind: 'anonymous' },
      remote: { kind: 'anonymous' },
      remoteId: byDefault('0'),
      from: undefined,
      encryption: sourced(encryption === undefined ? [] : [encryption], reading.origins),
      integrity: sourced(integrity === undefined ? [] : [integrity], reading.origins),
      compression: byDefault('deflate'),
      pfsGroups: byDefault([]),
      lifetime: byDefault(0),
      faults,
    };
  }

  lower(drafts: readonly Draft[], policies: readonly Policy[]): readonly ManualSa[] {
    const ends = drafts.map(({ stack, remote }, index) => ({ stack, remote, policy: policies[index] }));
    const locals = new Set(ends.flatMap(({ stack }) => stack.local?.value ?? []));
    const [first] = this.#sas;
    if (locals.size === 0 && first !== undefined) locals.add(first.source);
    return this.#sas.map((sa, index) => {
      const direction = locals.has(sa.source) ? 'out' : 'in';
      const [near, far] = direction === 'out' ? [sa.source, sa.destination] : [sa.destination, sa.source];
      const bound = ends.find(
        ({ stack, remote }) => remote === undefined && stack.local?.value === near && stack.remote === far,
      );
      return this.#lowerOne(sa, direction, bound?.stack, bound?.policy, index);
    });
  }

  #lowerOne(
    sa: AddedSa,
    direction: 'in' | 'out',
    stack: Stack | undefined,
    policy: Policy | undefined,
    index: number,
  ): ManualSa {
    const { reading, protocol, source, destination, encryption, integrity } = sa;
    const from = reading.origins;
    const mode = reading.text('mode');
    const isTransport = mode === 'transport' || (mode !== 'tunnel' && stack?.mode === 'transport');
    const name = policy === undefined ? `sa-${index + 1}` : `${policy.name}-${policy.sequence}-${direction}`;
    return assemble<ManualSa>(this.#context.origins, {
      name: sourced(name, from),
      policy: policy === undefined ? undefined : derived({ name: policy.name, sequence: policy.sequence }),
      direction: sourced(direction, from),
      protocol: sourced(protocol, from),
      mode: sourced(isTransport ? 'transport' : 'tunnel', from),
      spi: sourced(Number(reading.text('spi')), from),
      source: sourced(source, from),
      destination: sourced(destination, from),
      encryption: encryption === undefined ? undefined : sourced(encryption, from),
      encryptionKey: keyOf(reading, 'encryption-key'),
      integrity: integrity === undefined ? undefined : sourced(integrity, from),
      integrityKey: keyOf(reading, 'integrity-key'),
    });
  }

  #read(reading: Reading): readonly AddedSa[] {
    const at = originOf(reading.origins);
    const refuse = (why: string): readonly AddedSa[] => {
      this.#context.report(diagnostic('TG223', { target: 'another device', why }, at));
      return [];
    };
    const protocol = reading.text('protocol');
    if (protocol !== 'esp' && protocol !== 'ah')
      return refuse(`protocol "${protocol ?? ''}" has no place there`);
    const [source, destination] = [
      readAddress(reading.text('source') ?? ''),
      readAddress(reading.text('destination') ?? ''),
    ];
    if (source === undefined || destination === undefined) return refuse('its ends must be addresses');
    const [cipher, authenticator] = [reading.text('encryption'), reading.text('integrity')];
    const encryption = cipher === undefined ? undefined : cipherOf(cipher, reading.text('encryption-key'));
    const integrity =
      authenticator === undefined || authenticator === 'null' ? undefined : integrityOf(authenticator);
    if (cipher !== undefined && encryption === undefined)
      return refuse(`"${cipher}" has no name in the registries`);
    if (authenticator !== undefined && authenticator !== 'null' && integrity === undefined) {
      return refuse(`"${authenticator}" has no name in the registries`);
    }
    const timed = reading.texts('extensions').filter((option) => /^-[lb][hs]$/.test(option));
    if (timed.length > 0) {
      const details = { directive: `the lifetime of a manual SA (${timed.join(', ')})`, source: 'racoon' };
      this.#context.report(diagnostic('TG286', details, at));
    }
    return [{ reading, protocol, source, destination, encryption, integrity }];
  }
}

function cipherOf(word: string, key: string | undefined): EncryptionTransform | undefined {
  const name = MANUAL_CIPHERS[word === 'rijndael-cbc' ? 'aes-cbc' : word];
  if (name === undefined) return undefined;
  return ENCRYPTION[name].keyLengths === undefined ? { name } : { name, keyLength: bitsOf(key) };
}

function integrityOf(word: string): IntegrityTransform | undefined {
  const name = MANUAL_INTEGRITY[word.replace('sha2-', 'sha')];
  return name === undefined ? undefined : { name };
}

function bitsOf(key: string | undefined): number {
  if (key === undefined) return 0;
  return key.startsWith('0x') || key.startsWith('0X')
    ? Math.ceil((key.length - 2) / 2) * 8
    : Buffer.byteLength(key.slice(1, -1)) * 8;
}

/** `0x…` is hexadecimal digits, `"…"` its own text. */
function keyOf(reading: Reading, name: string): Sourced<Secret> | undefined {
  const text = reading.text(name);
  if (text === undefined) return undefined;
  const placeholder = placeholderName(text);
  if (placeholder !== undefined) return sourced({ unreadable: placeholder }, reading.origins);
  const digits = /^0[xX]([0-9a-fA-F]+)$/.exec(text)?.[1];
  if (digits === undefined) return sourced({ psk: text.slice(1, -1) }, reading.origins);
  const whole = digits.length % 2 === 0 ? digits : `0${digits}`;
  return sourced({ psk: whole.toLowerCase(), encoding: 'hex' }, reading.origins);
}
