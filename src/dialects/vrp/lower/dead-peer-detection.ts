import type { Face, Reading } from '../../../../grammars/notation/face.ts';
import type { ikePeer } from '../../../../grammars/vrp/chapters/ike-peer.ts';
import type { DeadPeerDetection } from '../../../ir/ike.ts';
import { assemble, byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { LoweringContext } from './context.ts';
import type { SystemFace } from './settings.ts';

type PeerFace = Face<(typeof ikePeer)['slots']>;

/** A peer's DPD lines; what it does not have comes from the global `ike dpd` lines. Absent type: DPD is off. */
export function lowerDpd(
  context: LoweringContext,
  peer: PeerFace,
  system: SystemFace,
  peerName: string,
): DeadPeerDetection {
  const inherit = <Name extends string>(
    own: Reading<Name> | undefined,
    global: Reading<Name> | undefined,
    what: string,
  ): Reading<Name> | undefined => {
    if (own !== undefined) return own;
    context.noteInherited(global, `${what} of a peer`, `ike peer ${peerName}`);
    return global;
  };
  const check = system.one('ikeDpdCheck');
  if (check !== undefined && !OWN_LINES.some((slot) => peer.object.slots.has(slot))) {
    return lowerCheck(context, check, peerName);
  }
  const type = inherit(peer.one('dpdType'), system.one('ikeDpdType'), 'the DPD type');
  const order = inherit(peer.one('dpdMessage'), system.one('ikeDpdMessage'), 'the DPD payload order');
  return assemble<DeadPeerDetection>(context.origins, {
    mode:
      type === undefined
        ? byDefault('answer')
        : sourced(MODES[type.text('type') ?? ''] ?? 'answer', type.origins),
    idleSeconds: numberOf(
      inherit(peer.one('dpdIdleTime'), system.one('ikeDpdIdleTime'), 'the DPD idle time'),
      'seconds',
    ),
    retryIntervalSeconds: numberOf(
      inherit(
        peer.one('dpdRetransmitInterval'),
        system.one('ikeDpdRetransmitInterval'),
        'the DPD retransmission interval',
      ),
      'seconds',
    ),
    retries: numberOf(
      inherit(peer.one('dpdRetryLimit'), system.one('ikeDpdRetryLimit'), 'the DPD retry limit'),
      'count',
    ),
    payloadOrder: sourced(
      order?.text('order') === 'seq-notify-hash' ? 'notify-hash' : 'hash-notify',
      order?.origins ?? [],
    ),
    then: byDefault('by-policy'),
  });
}

const OWN_LINES = [
  'dpdType',
  'dpdIdleTime',
  'dpdRetransmitInterval',
  'dpdRetryLimit',
  'dpdMessage',
] as const satisfies readonly (keyof (typeof ikePeer)['slots'])[];

/**
 * NE routers have one DPD for all peers: `ike dpd interval CHECK [ RETRY ]`, 5 retries (`reference/vrp.md` 2.3). The
 * order of its payloads is not documented: that of RFC 3706.
 */
function lowerCheck(
  context: LoweringContext,
  check: Reading<'check-kind' | 'check' | 'retry' | 'since'>,
  peerName: string,
): DeadPeerDetection {
  context.noteInherited(check, 'the DPD of a peer', `ike peer ${peerName}`);
  const retry = check.number('retry');
  return assemble<DeadPeerDetection>(context.origins, {
    mode: sourced(check.text('check-kind') === 'interval' ? 'periodic' : 'on-demand', check.origins),
    idleSeconds: sourced(check.number('check') ?? 0, check.origins),
    retryIntervalSeconds: retry === undefined ? byDefault(5) : sourced(retry, check.origins),
    retries: byDefault(5),
    payloadOrder: byDefault('hash-notify'),
    then: byDefault('by-policy'),
  });
}

const MODES: Readonly<Record<string, DeadPeerDetection['mode']>> = {
  'on-demand': 'on-demand',
  periodic: 'periodic',
};

function numberOf<Name extends string>(reading: Reading<Name> | undefined, argument: Name): Sourced<number> {
  return sourced(reading?.number(argument) ?? 0, reading?.origins ?? []);
}
