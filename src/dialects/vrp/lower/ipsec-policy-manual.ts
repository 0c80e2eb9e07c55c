import type { Face, Reading } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecPolicyManual } from '../../../../grammars/vrp/chapters/ipsec-policy-manual.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { IpsecProposal, ManualSa, Policy } from '../../../ir/ipsec.ts';
import { assemble, byDefault, derived, originsOf, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address, Secret } from '../../../ir/scalars.ts';
import { headerOrigin, headerOrigins, type LoweringContext, originOf } from './context.ts';
import type { Binding } from './interfaces.ts';
import { lowerEnds } from './local-address.ts';
import { lowerDescription, lowerProposals, type PolicySurroundings } from './policy-parts.ts';
import { isCipherText, unquoted } from './pre-shared-key.ts';
import { lowerSelectors } from './selectors.ts';

type ManualFace = Face<(typeof ipsecPolicyManual)['slots']>;
type Key = Reading<'sa-direction' | 'sa-protocol' | 'form' | 'secret-text'>;

/** A policy with its SAs: no IKE, so no peer. */
export interface LoweredManual {
  readonly policy: Policy;
  readonly manualSas: readonly ManualSa[];
}

/** `ipsec policy NAME SEQ manual`: one SA for each direction and protocol of its proposal. */
export function lowerManualPolicy(
  context: LoweringContext,
  object: ConfigurationObject,
  bindings: readonly Binding[],
  proposals: ReadonlyMap<string, IpsecProposal>,
  surroundings: PolicySurroundings,
): LoweredManual {
  const face = context.face(ipsecPolicyManual, object);
  const faults: Diagnostic[] = [];
  const [name = '', sequence = ''] = object.key.split(' ');
  const acl = face.one('securityAcl');
  if (acl === undefined) faults.push(diagnostic('TG106', { what: '"security acl N"' }, headerOrigin(object)));
  const list = acl === undefined ? undefined : lowerSelectors(context, acl, faults);
  const named = lowerProposals(face.all('proposal'), object, surroundings, faults);
  const ends = lowerEnds(context, object, bindings, {
    tunnelLocal: face.one('tunnelLocal'),
    localAddress: undefined,
    peer: undefined,
    shared: [],
  });
  if (ends.local === undefined) {
    faults.push(diagnostic('TG106', { what: '"tunnel local"' }, headerOrigin(object)));
  }
  const remote = face.one('tunnelRemote');
  const far = remote?.text('address');
  const farEnd =
    remote === undefined || far === undefined
      ? undefined
      : sourced(context.address(far, remote), remote.origins);
  if (farEnd === undefined) {
    faults.push(diagnostic('TG106', { what: '"tunnel remote"' }, headerOrigin(object)));
  }
  const tunnel = assemble<Policy['tunnel']>(context.origins, {
    local:
      ends.local === undefined ? undefined : sourced(ends.local, originsOf(context.origins, ends, 'local')),
    remote: farEnd,
  });
  const policy = assemble<Policy>(context.origins, {
    name: sourced(name, headerOrigins(object)),
    sequence: sourced(Number(sequence), headerOrigins(object)),
    description: lowerDescription(face.one('description')),
    enabled: derived(true),
    kind: derived('policy-based'),
    proposals: named,
    vrf: list?.vrf,
    selectors: sourced(list?.selectors ?? [], list?.origins ?? []),
    selectorGrouping: derived('separate'),
    acceptSelectors: derived('configured'),
    pfsGroups: derived([]),
    lifetime: derived(
      assemble<Policy['lifetime']>(context.origins, { seconds: derived(0), kilobytes: derived(0) }),
    ),
    initiation: derived('on-traffic'),
    tunnel: derived(tunnel),
    interfaces: sourced(
      bindings.map((binding) => binding.name),
      bindings.flatMap(({ origins }) => origins),
    ),
    antiReplay: derived(
      assemble<Policy['antiReplay']>(context.origins, { enabled: derived(false), window: derived(32) }),
    ),
    dfBit: byDefault('copy'),
    fragmentation: byDefault('after-encryption'),
    routeInjection: byDefault('none'),
  });
  const proposal = proposals.get(named.value[0] ?? '');
  const manualSas = new ManualSas(context, face, object, policy, proposal, faults).lower();
  context.blameUnreadable(policy, object);
  for (const found of faults) context.fault(policy, found);
  return { policy, manualSas };
}

const DIRECTIONS = [
  { word: 'inbound', direction: 'in' },
  { word: 'outbound', direction: 'out' },
] as const;

/** The SAs of one manual policy, in the order inbound, outbound; AH before ESP. */
class ManualSas {
  readonly #context: LoweringContext;
  readonly #face: ManualFace;
  readonly #object: ConfigurationObject;
  readonly #policy: Policy;
  /** Absent: the policy names none; its lines tell the protocols. */
  readonly #proposal: IpsecProposal | undefined;
  readonly #faults: Diagnostic[];

  constructor(
    context: LoweringContext,
    face: ManualFace,
    object: ConfigurationObject,
    policy: Policy,
    proposal: IpsecProposal | undefined,
    faults: Diagnostic[],
  ) {
    this.#context = context;
    this.#face = face;
    this.#object = object;
    this.#policy = policy;
    this.#proposal = proposal;
    this.#faults = faults;
  }

  lower(): readonly ManualSa[] {
    const protocols = (['ah', 'esp'] as const).filter((protocol) => this.#isUsed(protocol));
    this.#noteUnused(protocols);
    return DIRECTIONS.flatMap(({ word, direction }) =>
      protocols.map((protocol) => this.#lowerSa(word, direction, protocol, protocols.length > 1)),
    );
  }

  #isUsed(protocol: 'ah' | 'esp'): boolean {
    if (this.#proposal !== undefined) return this.#proposal[protocol] !== undefined;
    const lines = [...this.#face.all('saSpi'), ...this.#face.all('saStringKey')];
    const written = lines.some((reading) => reading.text('sa-protocol') === protocol);
    return written || (protocol === 'esp' && this.#face.all('saEncryptionHex').length > 0);
  }

  #lowerSa(word: string, direction: 'in' | 'out', protocol: 'ah' | 'esp', isBundle: boolean): ManualSa {
    const { name, sequence, tunnel } = this.#policy;
    const sa = `${name}-${sequence}-${direction}${isBundle ? `-${protocol}` : ''}`;
    const spi = this.#face.all('saSpi').find((reading) => isFor(reading, word, protocol));
    if (spi === undefined) this.#missing(`"sa spi ${word} ${protocol}"`);
    const [near, far] = [this.#end('local'), this.#end('remote')];
    const text = this.#key(this.#face.all('saStringKey'), word, protocol, sa, 'text');
    const integrityKey = this.#key(
      this.#face.all('saAuthenticationHex'),
      word,
      protocol,
      `${sa}-auth`,
      'hex',
    );
    const encryptionKey =
      protocol === 'ah'
        ? undefined
        : this.#key(this.#face.all('saEncryptionHex'), word, undefined, `${sa}-encrypt`, 'hex');
    const cipher = protocol === 'ah' ? undefined : this.#proposal?.esp?.encryption[0];
    const integrity = this.#proposal?.[protocol]?.integrity[0];
    if (text === undefined) {
      const isEncrypted = cipher !== undefined && cipher.name !== 'ENCR_NULL';
      if (integrityKey === undefined && encryptionKey === undefined) {
        this.#missing(`a key for ${word} ${protocol}`);
      } else if (isEncrypted && encryptionKey === undefined) {
        this.#missing(`"sa encryption-hex ${word} esp"`);
      } else if (integrity !== undefined && integrityKey === undefined) {
        this.#missing(`"sa authentication-hex ${word} ${protocol}"`);
      }
    }
    return assemble<ManualSa>(this.#context.origins, {
      name: derived(sa),
      policy: derived({ name, sequence }),
      direction: sourced(direction, spi?.origins ?? []),
      protocol: sourced(protocol, spi?.origins ?? []),
      mode: derived(
        tunnel.local !== undefined && this.#proposal?.encapsulation === 'transport' ? 'transport' : 'tunnel',
      ),
      spi: sourced(spi?.number('index') ?? 0, spi?.origins ?? []),
      source: direction === 'in' ? far : near,
      destination: direction === 'in' ? near : far,
      encryption: cipher === undefined ? undefined : derived({ ...cipher }),
      encryptionKey,
      integrity: integrity === undefined ? undefined : derived({ ...integrity }),
      integrityKey,
      keyString: text,
    });
  }

  #end(side: 'local' | 'remote'): Sourced<Address> {
    const { tunnel } = this.#policy;
    return sourced(tunnel[side] ?? '', originsOf(this.#context.origins, tunnel, side));
  }

  #key(
    readings: readonly Key[],
    word: string,
    protocol: string | undefined,
    placeholder: string,
    encoding: 'text' | 'hex',
  ): Sourced<Secret> | undefined {
    const reading = readings.find((candidate) => isFor(candidate, word, protocol));
    const typed = reading?.text('secret-text');
    if (reading === undefined || typed === undefined) return undefined;
    const text = unquoted(typed);
    const given = /^\{\{(sa-key:[^{}]+)\}\}$/.exec(text)?.[1];
    if (given !== undefined) return sourced({ unreadable: given }, reading.origins);
    if (!isCipherText(text)) {
      return sourced(encoding === 'hex' ? { psk: text, encoding } : { psk: text }, reading.origins);
    }
    const name = `sa-key:${placeholder}`;
    this.#context.report(
      diagnostic('TG120', { peer: placeholder, placeholder: name }, originOf(reading.origins)),
    );
    return sourced({ unreadable: name }, reading.origins);
  }

  /** Keys and SPIs of a protocol that the proposal does not use. */
  #noteUnused(protocols: readonly string[]): void {
    const slots = ['saSpi', 'saStringKey', 'saAuthenticationHex'] as const;
    const readings = slots.flatMap((slot): readonly Reading<'sa-protocol'>[] => this.#face.all(slot));
    for (const reading of readings) {
      if (protocols.includes(reading.text('sa-protocol') ?? '')) continue;
      const what = `ipsec proposal ${this.#proposal?.name ?? ''}`;
      this.#context.report(diagnostic('TG119', { what }, originOf(reading.origins)));
    }
    for (const { origins } of protocols.includes('esp') ? [] : this.#face.all('saEncryptionHex')) {
      this.#context.report(diagnostic('TG119', { what: 'AH' }, originOf(origins)));
    }
  }

  #missing(what: string): void {
    this.#faults.push(diagnostic('TG106', { what }, headerOrigin(this.#object)));
  }
}

function isFor(
  reading: Reading<'sa-direction' | 'sa-protocol'>,
  word: string,
  protocol: string | undefined,
): boolean {
  return (
    reading.text('sa-direction') === word &&
    (protocol === undefined || reading.text('sa-protocol') === protocol)
  );
}
