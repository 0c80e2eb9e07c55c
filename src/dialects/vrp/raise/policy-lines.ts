import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { ipsecPolicy } from '../../../../grammars/vrp/chapters/ipsec-policy.ts';
import type { View } from '../../../../grammars/vrp/statement.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Json } from '../../../ir/json.ts';
import type { Said } from '../../dialect.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';
import { descriptionText } from './description.ts';
import type { Surroundings } from './surroundings.ts';

/** What isakmp policies, templates and profiles have in common. */
type NegotiatedView = View<
  Pick<
    (typeof ipsecPolicy)['slots'],
    | 'description'
    | 'ikePeer'
    | 'proposal'
    | 'pfs'
    | 'saDurationTraffic'
    | 'saDurationTime'
    | 'antiReplayWindow'
    | 'saAntiReplay'
    | 'dfBit'
    | 'fragmentation'
  >
>;

/** The lines that isakmp policies, templates and profiles share. */
export class PolicyLines {
  readonly #context: RaisingContext;
  readonly #policy: Policy;
  readonly #surroundings: Surroundings;

  constructor(context: RaisingContext, policy: Policy, surroundings: Surroundings) {
    this.#context = context;
    this.#policy = policy;
    this.#surroundings = surroundings;
  }

  put(chapter: NegotiatedView, object: ConfigurationObject): void {
    const { acceptSelectors } = this.#policy;
    const accepted: Said = [[this.#policy, 'acceptSelectors']];
    this.#context.imply(
      'what a policy accepts',
      `"${acceptSelectors}"`,
      this.#place('acceptSelectors', acceptSelectors),
      accepted,
    );
    const kind: Said = [[this.#policy, 'kind']];
    this.#context.imply(
      'the kind of policy',
      `"${this.#policy.kind}"`,
      this.#place('kind', this.#policy.kind),
      kind,
    );
    this.putReferences(chapter, object);
    const peer = this.#surroundings.peers.get(this.#policy.peer ?? '');
    if (peer !== undefined) {
      this.#context.line(chapter, object, 'ikePeer', { name: peer }, [[this.#policy, 'peer']]);
    }
    const [group] = this.#policy.pfsGroups;
    const said: Said = [[this.#policy, 'pfsGroups']];
    const place = this.#place('pfsGroups', group ?? null);
    if (group === undefined) this.#context.imply('no PFS', 'it', place, said);
    else this.#context.put(chapter, object, 'pfs', { group: `dh-group${group}` }, { place, said });
    this.#putLifetime(chapter, object);
    this.#putReplay(chapter, object);
    if (this.#context.profile === 'ne') this.#putFragments(chapter, object);
  }

  /** `security acl`, of policies that have one. */
  putList(
    chapter: View<Pick<(typeof ipsecPolicy)['slots'], 'securityAcl'>>,
    object: ConfigurationObject,
  ): void {
    const policy = this.#policy;
    const list = this.#surroundings.lists.get(policy);
    if (list === undefined) return;
    const values = list.family === 6 ? { number6: list.number } : { number: list.number };
    const rules: Said = policy.vrf === undefined ? [] : [[policy, 'vrf']];
    this.#context.line(chapter, object, 'securityAcl', values, [[policy, 'selectors'], ...rules]);
  }

  #place(path: string, from: Json): Place {
    const { name, sequence } = this.#policy;
    return { object: { kind: 'policy', name, sequence }, path: `policies.${path}`, from };
  }

  /** Description and proposals, which manual policies have too. */
  putReferences(
    chapter: View<Pick<(typeof ipsecPolicy)['slots'], 'description' | 'proposal'>>,
    object: ConfigurationObject,
  ): void {
    const policy = this.#policy;
    const { description } = policy;
    if (description !== undefined) {
      const said: Said = [[policy, 'description']];
      const text = descriptionText(this.#context, description, this.#place('description', description), said);
      if (text !== undefined) this.#context.line(chapter, object, 'description', { text }, said);
    }
    const proposals = policy.proposals.map((name) => this.#surroundings.ipsecProposals.get(name) ?? name);
    for (const name of new Set(proposals)) {
      this.#context.line(chapter, object, 'proposal', { names: [name] }, [[policy, 'proposals']]);
    }
  }

  #putLifetime(chapter: NegotiatedView, object: ConfigurationObject): void {
    const { lifetime } = this.#policy;
    const none = this.#context.profile === 'ne' ? 'disable' : '0';
    const kilobytes = lifetime.kilobytes === 0 ? none : String(lifetime.kilobytes);
    this.#context.put(
      chapter,
      object,
      'saDurationTraffic',
      { kilobytes },
      {
        place: this.#place('lifetime.kilobytes', lifetime.kilobytes),
        said: [[lifetime, 'kilobytes']],
      },
    );
    const seconds = String(lifetime.seconds);
    this.#context.put(
      chapter,
      object,
      'saDurationTime',
      { seconds },
      {
        place: this.#place('lifetime.seconds', lifetime.seconds),
        said: [[lifetime, 'seconds']],
      },
    );
  }

  /** The window is local: a default of the source is the device's own (`translation.md` 0.3). */
  #putReplay(chapter: NegotiatedView, object: ConfigurationObject): void {
    const { antiReplay } = this.#policy;
    const window: Said = [[antiReplay, 'window']];
    const place = this.#place('antiReplay.window', antiReplay.window);
    const packets = String(antiReplay.window);
    const isUsual = antiReplay.window === USUAL_WINDOWS[this.#context.profile];
    const isWritten = this.#context.writersOf(window).length > 0;
    if (this.#context.profile === 'ne') {
      const state: Said = [[antiReplay, 'enabled']];
      if (!antiReplay.enabled) {
        const saying = { place: this.#place('antiReplay.enabled', false), said: [...state, ...window] };
        this.#context.put(chapter, object, 'saAntiReplay', { state: 'disable' }, saying);
        return;
      }
      if (isWritten || !isUsual) {
        this.#context.put(
          chapter,
          object,
          'saAntiReplay',
          { packets },
          { place, said: [...window, ...state] },
        );
      } else this.#context.imply('replay protection', 'it', place, state);
      return;
    }
    if (isWritten || !isUsual) {
      this.#context.put(chapter, object, 'antiReplayWindow', { packets }, { place, said: window });
    }
  }

  /** NE routers have DF bit and fragmentation in each policy. */
  #putFragments(chapter: NegotiatedView, object: ConfigurationObject): void {
    const { dfBit, fragmentation } = this.#policy;
    const bit = { place: this.#place('dfBit', dfBit), said: [[this.#policy, 'dfBit']] } as const;
    if (dfBit !== 'copy') this.#context.put(chapter, object, 'dfBit', { bit: dfBit }, bit);
    else this.#context.imply('the DF bit of the packet', 'it', bit.place, bit.said);
    const saying = {
      place: this.#place('fragmentation', fragmentation),
      said: [[this.#policy, 'fragmentation']],
    } as const;
    if (fragmentation === 'before-encryption')
      this.#context.put(chapter, object, 'fragmentation', {}, saying);
    else this.#context.imply('fragmentation after encryption', 'it', saying.place, saying.said);
  }
}

const USUAL_WINDOWS = { 'ar-v2r3': 32, ar: 1024, usg: 1024, ne: 1024 } as const;
