import type { Span } from '../../ir/diagnostic.ts';
import type { Ends, LinkQuality } from '../lab/lab.ts';
import type { Traffic } from '../gateways.ts';
import type { Expectation } from './expectation.ts';

/** A script: what is typed at which device, and what happens between. */
export interface Script {
  readonly steps: readonly Step[];
}
/** A line of a script. `text`: as it is written, without remarks. */
export type Step = { readonly span: Span; readonly text: string } & (
  | { readonly kind: 'open'; readonly device: string; readonly dialect?: string }
  | { readonly kind: 'type'; readonly line: string }
  /** A key at a full page. */
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | {
      readonly kind: 'link';
      readonly ends: Ends;
      readonly isUp?: boolean;
      readonly quality?: Partial<LinkQuality>;
    }
  | { readonly kind: 'traffic'; readonly device: string; readonly traffic: Traffic }
  | { readonly kind: 'screen'; readonly rows: number }
  | { readonly kind: 'expect'; readonly expectation: Expectation }
);
