import type { Json } from './json.ts';
import type { Address, Identity, IkeVersion, Prefix } from './scalars.ts';

/** Which SAs an operation reaches. Members are conjunctive; `{}` selects all. */
export interface SaSelector {
  readonly connectionId?: number; // VRP conn-id; may name an IKE SA or a child SA
  readonly version?: IkeVersion;
  readonly remoteAddress?: Address;
  readonly localAddress?: Address;
  readonly remoteId?: Identity;
  readonly peer?: string;
  readonly policy?: { readonly name: string; readonly sequence?: number };
  readonly trafficSelector?: string;
  readonly spi?: number | string; // child SA: number; IKE SA: 16 hex digits
  readonly protocol?: 'esp' | 'ah';
  readonly interface?: string;
  readonly vrf?: string;
  readonly login?: string;
  /** A board; without `cpu`: each of its processors. */
  readonly processor?: { readonly slot: number; readonly cpu?: number };
}
/** What follows a deletion on this gateway: at once; as the policy's `initiation` says; only on traffic; nothing of our own. */
export type Reestablishment = 'at-once' | 'by-policy' | 'on-traffic' | 'never';
export type ObjectReference =
  | { readonly kind: 'ike-settings' }
  | {
      readonly kind: 'ike-proposal' | 'peer' | 'ipsec-proposal' | 'manual-sa' | 'interface' | 'selector';
      readonly name: string;
    }
  /** A selector in a gateway: its name is not unique (the number of an access list). The form with a name is for operations. */
  | {
      readonly kind: 'selector';
      readonly policy: { readonly name: string; readonly sequence: number };
      readonly index: number;
    }
  | { readonly kind: 'route'; readonly destination: Prefix }
  | { readonly kind: 'policy'; readonly name: string; readonly sequence: number };
export type ConfigurationChange =
  | { readonly change: 'create' | 'delete'; readonly object: ObjectReference }
  | {
      readonly change: 'set';
      readonly object: ObjectReference;
      readonly member: string;
      readonly value: Json;
    }
  | {
      readonly change: 'add' | 'remove';
      readonly object: ObjectReference;
      readonly member: string;
      readonly value: Json;
    }
  | { readonly change: 'reset'; readonly object: ObjectReference; readonly member: string }; // back to the default

export type Operation =
  | {
      readonly kind: 'clear-ike-sa';
      readonly select: SaSelector;
      readonly children: 'delete' | 'keep'; // of a selected IKEv1 SA; IKEv2: always delete
      readonly then: Reestablishment; // after an IKE SA was deleted
      readonly childConnection: Reestablishment | 'not-selected';
    } // if connectionId names a child SA: delete it, then this
  | { readonly kind: 'clear-child-sa'; readonly select: SaSelector; readonly then: Reestablishment }
  | {
      readonly kind: 'initiate';
      readonly select: SaSelector;
      readonly level: 'ike' | 'child';
      readonly wait: boolean;
    }
  | { readonly kind: 'show-ike-sa'; readonly select: SaSelector; readonly detail: 'brief' | 'full' }
  | { readonly kind: 'show-child-sa'; readonly select: SaSelector; readonly detail: 'brief' | 'full' }
  | { readonly kind: 'show-offline-log'; readonly remoteAddress?: Address }
  | { readonly kind: 'show-failure-log'; readonly remoteAddress?: Address }
  | { readonly kind: 'show-statistics'; readonly subject: StatisticsSubject }
  | { readonly kind: 'clear-statistics'; readonly subject: StatisticsSubject }
  | { readonly kind: 'clear-log'; readonly log: 'offline' | 'failure' }
  | { readonly kind: 'show-events'; readonly follow: boolean }
  | { readonly kind: 'show-timers' }
  | { readonly kind: 'show-certificate'; readonly select: SaSelector }
  | {
      readonly kind: 'show-configuration';
      readonly object?: ObjectReference;
      readonly objects?: ObjectReference['kind'];
      readonly defaults: boolean;
    }
  | { readonly kind: 'change-configuration'; readonly changes: readonly ConfigurationChange[] }
  | { readonly kind: 'save-configuration' }
  | {
      readonly kind: 'load-configuration';
      readonly how: 'replace' | 'merge' | 'reload';
      readonly file?: string;
    }
  | { readonly kind: 'enter-mode'; readonly mode: 'operational' | 'configuration' }
  | { readonly kind: 'set-paging'; readonly lines: number }; // 0: no paging
export type StatisticsSubject = 'ike' | 'ipsec' | 'ike-messages' | 'ike-events';
