/** A lab as its file describes it: devices, what joins them, and what befalls them. Times are milliseconds. */
export interface Lab {
  readonly seed: number;
  /** When virtual time begins: milliseconds since 1970-01-01T00:00:00Z. */
  readonly start: number;
  readonly devices: readonly LabDevice[];
  /** None: every device reaches every other one. */
  readonly links: readonly Link[];
  /** In the order of their times. */
  readonly events: readonly LabEvent[];
}
export interface LabDevice {
  readonly name: string;
  /** As the lab writes them: relative to its own folder. */
  readonly files: readonly string[];
  /** `vrp@usg`; absent: the files tell. */
  readonly dialect?: string;
  /** Of those who log in (VRP: 0 to 15); absent: they may do everything. */
  readonly level?: number;
}
export type Ends = readonly [left: string, right: string];
export interface Link {
  readonly between: Ends;
  readonly quality: LinkQuality;
  /** The end behind a translator of addresses, and the address that it is seen from. */
  readonly nat?: { readonly inside: string; readonly outside: string };
}
/** Of the path in one direction. Shares are 0 to 1. */
export interface LinkQuality {
  readonly latency: number;
  readonly jitter: number;
  readonly loss: number;
  readonly duplication: number;
}
export interface LabEvent {
  readonly at: number;
  readonly link: Ends;
  readonly state?: 'up' | 'down';
  readonly quality?: Partial<LinkQuality>;
}

/** A path of which the lab says nothing. */
export const PLAIN_LINK: LinkQuality = { latency: 10, jitter: 0, loss: 0, duplication: 0 };
/** Where a lab says nothing. */
export const DEFAULT_START = Date.UTC(2026, 0, 1);
export const DEFAULT_SEED = 1;
