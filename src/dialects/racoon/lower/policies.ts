import { diagnostic } from '../../../ir/codes.ts';
import type { ChildLifetime, IpsecProposal, Policy, PortRange, Selector } from '../../../ir/ipsec.ts';
import { sameJson } from '../../../ir/json.ts';
import { assemble, byDefault, derived, type Origin, sourced, type Sourced } from '../../../ir/origins.ts';
import { MANUAL_REPLAY, REPLAY } from '../words.ts';
import { type LoweringContext, originOf } from './context.ts';
import { type Draft, type DraftSelector, optional } from './drafts.ts';
import type { LoweredSainfo } from './sainfo.ts';

/** racoon's own lifetime of phase 2. */
const USUAL_LIFETIME = 28_800;

export interface LoweredPolicies {
  readonly policies: readonly Policy[];
  readonly ipsecProposals: readonly IpsecProposal[];
}

/** Drafts → policies and their proposals; equal suites are one proposal. */
export function lowerPolicies(context: LoweringContext, drafts: readonly Draft[]): LoweredPolicies {
  const suites = new Suites(context);
  const counts = new Map<string, number>();
  const named = drafts.map((draft) => {
    const peer = draft.remote?.peer.name ?? draft.stack.remote ?? EXCEPTIONS;
    const sequence = (counts.get(peer) ?? 0) + 1;
    counts.set(peer, sequence);
    return { draft, name: peer, sequence, suite: suites.claim(draft) };
  });
  const policies = named.map(({ draft, name, sequence, suite }) =>
    lowerPolicy(context, draft, name, sequence, suite),
  );
  return { policies, ipsecProposals: suites.assemble() };
}
/** The policy of exceptions that no tunnel follows. */
const EXCEPTIONS = 'exceptions';

function lowerPolicy(
  context: LoweringContext,
  draft: Draft,
  name: string,
  sequence: number,
  suite: string | undefined,
): Policy {
  const { remote, sainfos, stack, origins, faults } = draft;
  const [first] = sainfos;
  const opened = [...new Set(origins)];
  const headers = sainfos.flatMap(({ header }) => header.origins);
  const passive = remote?.passive ?? byDefault(false);
  const answers = draft.answers === true && (passive.value || remote?.peer.remote.length === 0);
  const replay = remote === undefined ? MANUAL_REPLAY : REPLAY;
  const policy = assemble<Policy>(context.origins, {
    name: sourced(name, opened),
    sequence: sourced(sequence, opened),
    enabled: derived(true),
    kind: derived('policy-based'),
    peer: remote === undefined ? undefined : sourced(remote.peer.name, opened),
    proposals: sourced(suite === undefined ? [] : [suite], headers),
    selectors: sourced(
      draft.selectors.map((selector, index) =>
        lowerSelector(context, selector, `${name}-${sequence}-s${index + 1}`),
      ),
      [...new Set(draft.selectors.flatMap((selector) => selector.origins))],
    ),
    selectorGrouping: derived('separate'),
    acceptSelectors: sourced(
      draft.offered === true ? 'offered' : 'configured',
      remote?.generates?.origins ?? [],
    ),
    pfsGroups: merged(sainfos, ({ pfsGroups }) => pfsGroups, []),
    lifetime: derived(
      assemble<ChildLifetime>(context.origins, {
        seconds: merged(sainfos, ({ lifetime }) => lifetime, remote === undefined ? 0 : USUAL_LIFETIME),
        kilobytes: derived(0),
      }),
    ),
    initiation: sourced(passive.value || answers ? 'never' : 'on-traffic', passive.origins),
    tunnel: derived(lowerTunnel(context, draft)),
    interfaces: derived([]),
    antiReplay: derived(
      assemble<Policy['antiReplay']>(context.origins, {
        enabled: derived(replay.enabled),
        window: derived(replay.window),
      }),
    ),
    dfBit: derived('copy'),
    fragmentation: derived('after-encryption'),
    routeInjection: derived('none'),
  });
  for (const found of faults) context.fault(policy, found);
  for (const sainfo of sainfos) {
    for (const found of sainfo.faults) context.fault(policy, found);
    context.blameUnreadable(policy, sainfo.object);
  }
  noteLocal(context, policy, draft);
  noteGenerated(context, draft, first);
  if (!stack.compressed) noteIdleCompression(context, sainfos);
  return policy;
}

/** A value that equal blocks share, with the statements of all of them. */
function merged<T>(
  sainfos: readonly LoweredSainfo[],
  of: (sainfo: LoweredSainfo) => Sourced<T>,
  usual: T,
): Sourced<T> {
  const [first] = sainfos;
  if (first === undefined) return byDefault(usual);
  const origins = [...new Set(sainfos.flatMap((sainfo) => of(sainfo).origins))];
  return { value: of(first).value, origins };
}

function lowerSelector(context: LoweringContext, draft: DraftSelector, name: string): Selector {
  const { action, local, remote, protocol, localPort, remotePort, direction, origins } = draft;
  const port = (number: number | undefined): Sourced<PortRange> | undefined =>
    optional(number === undefined ? undefined : { first: number, last: number }, origins);
  return assemble<Selector>(context.origins, {
    action: derived(action),
    local: sourced(local, origins),
    remote: sourced(remote, origins),
    protocol: optional(protocol, origins),
    localPorts: port(localPort),
    remotePorts: port(remotePort),
    direction: derived(direction),
    name: sourced(name, origins),
  });
}

/** The remote end only where it is not the peer's address. */
function lowerTunnel(context: LoweringContext, { stack, remote, origins }: Draft): Policy['tunnel'] {
  const [entry] = remote?.peer.remote ?? [];
  const ofPeer = entry !== undefined && 'address' in entry ? entry.address : undefined;
  const far = stack.mode === 'transport' && remote !== undefined ? undefined : stack.remote;
  return assemble<Policy['tunnel']>(context.origins, {
    local: stack.local,
    remote: far === undefined || far === ofPeer ? undefined : sourced(far, origins),
  });
}

/** Who only answers needs no address of its own; a placeholder that stands for it is known already. */
function noteLocal(context: LoweringContext, { name, sequence, tunnel }: Policy, draft: Draft): void {
  const { remote, origins, answers, stack } = draft;
  if (tunnel.local !== undefined || remote === undefined || answers === true || stack.isLocalGiven === true)
    return;
  const policy = `${name} ${sequence}`;
  const placeholder = `local-address:${name}-${sequence}`;
  context.reportOnce(diagnostic('TG140', { policy, placeholder }, originOf(origins)));
}

/** A peer of one address that has configured flows answers to these alone (`translation.md` 5.2). */
function noteGenerated(
  context: LoweringContext,
  { remote, answers, offered }: Draft,
  sainfo: LoweredSainfo | undefined,
): void {
  const reading = remote?.generates;
  if (reading === undefined || sainfo === undefined) return;
  const isTemplate = answers === true && remote?.peer.remote.length === 0;
  const how = isTemplate
    ? `policies are made for those who ask${offered === true ? '' : ', for the selectors of the sainfo'}`
    : 'only the flows that are configured are accepted';
  const found = diagnostic('TG246', { how }, originOf(reading.origins));
  context.reportOnce({ ...found, severity: 'note', status: isTemplate ? 'adapted' : 'approximated' });
}

/** The word is mandatory, and counts only where the SPD asks for ipcomp. */
function noteIdleCompression(context: LoweringContext, sainfos: readonly LoweredSainfo[]): void {
  for (const { compression } of sainfos) {
    for (const origin of compression.origins) {
      if (origin < 0) continue;
      context.reportOnce(diagnostic('TG119', { what: 'an SPD that does not ask for ipcomp' }, { origin }));
    }
  }
}

interface Suite {
  readonly name: string;
  readonly meaning: object;
  readonly encryption: Origin[];
  readonly integrity: Origin[];
  readonly compression: Origin[];
  readonly requests: Origin[];
  readonly draft: Draft;
}

/** The distinct suites of all policies, in order of first use: `prop1`, `prop2` … */
class Suites {
  readonly #context: LoweringContext;
  readonly #suites: Suite[] = [];

  constructor(context: LoweringContext) {
    this.#context = context;
  }

  claim(draft: Draft): string | undefined {
    const { stack, sainfos } = draft;
    const [first] = sainfos;
    if (first === undefined) return undefined;
    const meaning = {
      esp: stack.esp ? [first.encryption.value, first.integrity.value] : null,
      ah: stack.ah ? first.integrity.value : null,
      mode: stack.mode,
      compression: stack.compressed ? first.compression.value : 'none',
    };
    const known = this.#suites.find((suite) => sameJson(suite.meaning, meaning));
    const suite = known ?? {
      name: `prop${this.#suites.length + 1}`,
      meaning,
      encryption: [],
      integrity: [],
      compression: [],
      requests: [],
      draft,
    };
    if (known === undefined) this.#suites.push(suite);
    suite.encryption.push(...sainfos.flatMap(({ encryption }) => encryption.origins));
    suite.integrity.push(...sainfos.flatMap(({ integrity }) => integrity.origins));
    suite.compression.push(
      ...(stack.compressed ? sainfos.flatMap(({ compression }) => compression.origins) : []),
    );
    suite.requests.push(...draft.origins);
    return suite.name;
  }

  assemble(): readonly IpsecProposal[] {
    return this.#suites.map((suite) => this.#assembleOne(suite));
  }

  /** With AH alone the cipher is a filler (`null_enc`). */
  #assembleOne({ name, draft, encryption, integrity, compression, requests }: Suite): IpsecProposal {
    const { origins } = this.#context;
    const { stack, sainfos } = draft;
    const [first] = sainfos;
    if (first === undefined) throw new Error(`suite ${name} belongs to no sainfo`);
    const distinct = (list: readonly Origin[]): readonly Origin[] => [...new Set(list)];
    const esp = stack.esp
      ? assemble<NonNullable<IpsecProposal['esp']>>(origins, {
          encryption: sourced(
            first.encryption.value.map((cipher) => ({ ...cipher })),
            distinct(encryption),
          ),
          integrity: sourced(
            first.integrity.value.map((one) => ({ ...one })),
            distinct(integrity),
          ),
        })
      : undefined;
    const ah = stack.ah
      ? assemble<NonNullable<IpsecProposal['ah']>>(origins, {
          integrity: sourced(
            first.integrity.value.map((one) => ({ ...one })),
            distinct(integrity),
          ),
        })
      : undefined;
    if (!stack.esp) this.#noteFiller(encryption);
    return assemble<IpsecProposal>(origins, {
      name: derived(name),
      esp: esp === undefined ? undefined : derived(esp),
      ah: ah === undefined ? undefined : sourced(ah, distinct(requests)),
      encapsulation: sourced(stack.mode, distinct(requests)),
      extendedSequenceNumbers: derived(false),
      compression: sourced(stack.compressed ? first.compression.value : 'none', distinct(compression)),
    });
  }

  #noteFiller(encryption: readonly Origin[]): void {
    for (const origin of encryption)
      this.#context.reportOnce(diagnostic('TG119', { what: 'AH' }, originOf([origin])));
  }
}
