import type { Reply } from '../../dialect-terminal.ts';

/** How a session is used: by a person, or for one command of a shell, which is never asked anything. */
export type Use = 'interactive' | 'one-shot';

/** What a command does; or what has to be known before it does it. */
export type Outcome =
  | Reply
  /** `answer`: what yes does; anything else does nothing. */
  | { readonly question: string; readonly answer: () => Reply }
  /** What is typed up to Ctrl-D is loaded. */
  | { readonly greeting: string; readonly load: (text: string) => Reply };

/** What a session has set for itself: `modify cli preference`. */
export interface Preferences {
  isPaged: boolean;
  threshold: number;
}
