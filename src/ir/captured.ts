import type { DeadPeerDetection, IkeProposal, IkeSettings, Peer } from './ike.ts';
import type { ChildLifetime, IpsecProposal, Policy, Selector } from './ipsec.ts';
import type {
  ChildSa,
  EngineEvent,
  FailureCause,
  IkeSa,
  IkeSaMark,
  NegotiationFailure,
  OfflineRecord,
  SaHalf,
  Statistics,
  Time,
  Timer,
} from './result.ts';

/** What a text shows of a record: any member may be missing, at any depth. */
export type Seen<Record> = Record extends readonly (infer Element)[]
  ? readonly Seen<Element>[]
  : Record extends object
    ? { readonly [Member in keyof Record]?: Seen<Record[Member]> }
    : Record;

/** An IKE SA as an output shows it. `id` counts the SAs of one document; it is no number of the device. */
export interface CapturedIkeSa extends Seen<Omit<IkeSa, 'marks'>> {
  readonly marks?: readonly IkeSaMark[];
  /** How many child SAs it has, where they are counted and not listed. */
  readonly childSaCount?: number;
  /** The packet processor that owns it: the TMM of a BIG-IP, the slot of a board of an NE router. */
  readonly processor?: number;
  /** How its peer is configured. */
  readonly configured?: {
    readonly anonymous?: boolean;
    readonly passive?: boolean;
    readonly policies?: string;
  };
}
/** A child SA as an output shows it. */
export interface CapturedChildSa extends Seen<Omit<ChildSa, 'inbound' | 'outbound'>>, Apart {
  readonly inbound?: readonly CapturedHalf[];
  readonly outbound?: readonly CapturedHalf[];
  readonly digest?: ChildSaDigest;
}
/** What an output shows of a child SA in part only: the first half of its SPIs (the rest zeros), lengths of prefixes without their addresses. */
export interface ChildSaDigest {
  readonly messageId?: string;
  readonly spiIn?: number;
  readonly spiOut?: number;
  readonly localLength?: number;
  /** From its creation, which is not shown. */
  readonly lifetimeSeconds?: number;
  readonly remoteLength?: number;
}
/** One direction; devices that list each by itself may say of each what else is said of both. */
export interface CapturedHalf extends Seen<SaHalf> {
  readonly apart?: Apart;
}
export interface Apart extends Seen<
  Pick<ChildSa, 'created' | 'hardExpires' | 'softExpires' | 'hardKilobytes' | 'softKilobytes'>
> {
  readonly processor?: number;
}

/** An entry of a kernel's SPD as it is dumped: one direction by itself, traffic and processing in the kernel's own notation. */
export interface CapturedSecurityPolicy {
  readonly direction?: 'in' | 'out' | 'forward';
  readonly action?: 'protect' | 'bypass' | 'discard';
  /** `10.1.0.0/16[any]` */
  readonly source?: string;
  readonly destination?: string;
  readonly protocol?: string;
  readonly priority?: string;
  /** `esp/tunnel/192.0.2.1-198.51.100.1/require`, in the order in which it is done. */
  readonly processing?: readonly string[];
  readonly created?: Time;
  readonly lastUsed?: Time;
  readonly id?: number;
}

/** An SA that ended, with what some devices tell of its tunnel. */
export interface CapturedOffline extends Seen<OfflineRecord> {
  readonly interface?: string;
  readonly selector?: Seen<Selector>;
  /** How often in the last day. */
  readonly timesInDay?: number;
}

/** Outputs give the cause of a failure, never the values behind it. */
export type CapturedFailure = Seen<Omit<NegotiationFailure, 'offered' | 'accepted'>>;

/** What was read from a device's output; what the output does not have is an absent member. */
export interface Captured {
  /** What time 0 is: 1970, the device's time taken as UTC; or the moment of the capture, where no date was seen. */
  readonly clock: 'calendar' | 'capture';
  /** With a calendar: when the capture was made; absent: nothing tells. */
  readonly at?: Time;
  /** Nothing says when it was made: `at` is the last date in it. */
  readonly isAtEstimated?: true;
  readonly ikeSas: readonly CapturedIkeSa[];
  readonly childSas: readonly CapturedChildSa[];
  readonly offlineLog?: readonly CapturedOffline[];
  readonly failureLog?: readonly CapturedFailure[];
  readonly events?: readonly Seen<EngineEvent>[];
  readonly timers?: readonly Seen<Timer>[];
  readonly statistics?: Seen<Omit<Statistics, 'failures'>> & {
    readonly failures?: Readonly<Partial<Record<FailureCause, number>>>;
  };
  /** What displays of the configuration show: keys are hidden in all of them. */
  readonly ikeProposals?: readonly Seen<IkeProposal>[];
  readonly peers?: readonly Seen<Peer>[];
  readonly ipsecProposals?: readonly Seen<IpsecProposal>[];
  readonly policies?: readonly Seen<Policy>[];
  readonly settings?: CapturedSettings;
  readonly securityPolicies?: readonly CapturedSecurityPolicy[];
}
/** Settings of the whole device: what its peers and policies have where they say nothing else. */
export interface CapturedSettings extends Seen<IkeSettings> {
  readonly childLifetime?: Seen<ChildLifetime>;
  readonly childSasDependOnIkeSa?: boolean;
  readonly dpdMode?: DeadPeerDetection['mode'];
}
export type CapturedStatistics = NonNullable<Captured['statistics']>;

/** What turns times into dates and into ages. */
export interface Moment {
  /** Milliseconds from 1970 to time 0; absent: no date is known. */
  readonly epoch?: number;
  /** Absent: no age and no remaining lifetime is known. */
  readonly now?: Time;
  /** `now` is not good enough to be printed itself. */
  readonly isEstimated?: true;
}

/** The moment that the times of a capture count from. */
export function momentOf({ clock, at, isAtEstimated }: Captured): Moment {
  if (clock === 'capture') return { now: 0 };
  if (at === undefined) return { epoch: 0 };
  return { epoch: 0, now: at, ...(isAtEstimated === true ? { isEstimated: true } : {}) };
}
