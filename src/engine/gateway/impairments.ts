/** Faults of one gateway, for tests and labs; each holds until it is taken away. */
export interface Impairments {
  /** The next nonces that it draws, in order: forces who wins a collision. */
  readonly nonces?: readonly number[];
  /** The next inbound SPIs that it draws. */
  readonly spis?: readonly number[];
  /** It refuses the key exchange of the next so many requests and asks for another group that both have. */
  readonly invalidKeyExchanges?: number;
  /** It proves its identity with a wrong key. */
  readonly wrongAuthentication?: boolean;
  /** It offers and answers selectors that nobody configured. */
  readonly wrongSelectors?: boolean;
  /** It takes one pair of addresses in each child SA (IKEv2). */
  readonly singlePairs?: boolean;
  /** It answers no request. */
  readonly silent?: boolean;
  /** How fast its clock runs: 1.01 lets its timers fire one percent early. */
  readonly clockRate?: number;
}

/** The same, used up as they are drawn. */
export class ImpairmentState {
  nonces: number[];
  spis: number[];
  invalidKeyExchanges: number;
  /** The group that it asked for last; 0: none. */
  groupAskedFor = 0;
  wrongAuthentication: boolean;
  wrongSelectors: boolean;
  singlePairs: boolean;
  silent: boolean;

  constructor(impairments: Impairments) {
    this.nonces = [...(impairments.nonces ?? [])];
    this.spis = [...(impairments.spis ?? [])];
    this.invalidKeyExchanges = impairments.invalidKeyExchanges ?? 0;
    this.wrongAuthentication = impairments.wrongAuthentication ?? false;
    this.wrongSelectors = impairments.wrongSelectors ?? false;
    this.singlePairs = impairments.singlePairs ?? false;
    this.silent = impairments.silent ?? false;
  }
}
