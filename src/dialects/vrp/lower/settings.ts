import type { Face, Reading } from '../../../../grammars/notation/face.ts';
import type { system } from '../../../../grammars/vrp/chapters/system.ts';
import type { Heartbeat, IkeSettings } from '../../../ir/ike.ts';
import { assemble, byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { LoweringContext } from './context.ts';

export type SystemFace = Face<(typeof system)['slots']>;

/** The global `ike` lines of system view. */
export function lowerSettings(context: LoweringContext, face: SystemFace): IkeSettings {
  const sequence = face.one('ikeHeartbeatSequence');
  const spiList = face.one('ikeHeartbeatSpiList');
  const keepalive = face.one('ikeNatKeepalive');
  const heartbeat = assemble<Heartbeat>(context.origins, {
    sequence: sourced(sequence?.text('sequence') === 'new' ? 'new' : 'old', sequence?.origins ?? []),
    spiList: spiList === undefined ? byDefault(false) : sourced(true, spiList.origins),
    sendIntervalSeconds: optionalNumber(face.one('ikeHeartbeatInterval'), 'seconds'),
    timeoutSeconds: optionalNumber(face.one('ikeHeartbeatTimeout'), 'seconds'),
  });
  const localName = face.one('ikeLocalName');
  const name = localName?.text('name');
  return assemble<IkeSettings>(context.origins, {
    localName: localName === undefined || name === undefined ? undefined : sourced(name, localName.origins),
    heartbeat: byDefault(heartbeat),
    natKeepaliveSeconds: sourced(keepalive?.number('seconds') ?? 0, keepalive?.origins ?? []),
    listen: byDefault([]),
    cookieThreshold: optionalNumber(face.one('ikev2CookieChallenge'), 'count'),
  });
}

/** A number where the statement is there, nothing where it is not. */
export function optionalNumber<Name extends string>(
  reading: Reading<Name> | undefined,
  argument: Name,
): Sourced<number> | undefined {
  const value = reading?.number(argument);
  return reading === undefined || value === undefined ? undefined : sourced(value, reading.origins);
}
