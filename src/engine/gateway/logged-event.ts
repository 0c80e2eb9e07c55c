import type { EngineEvent, EngineEventKind } from '../../ir/result.ts';
import type { Address } from '../../ir/scalars.ts';
import type { Ends } from './records.ts';

/** A record of the event ring as it is kept: most are overwritten before anybody looks. */
export class LoggedEvent {
  readonly time: number;
  readonly kind: EngineEventKind;
  readonly local: Address;
  readonly remote: Address;
  readonly localPort: number;
  readonly remotePort: number;
  /** 0: of no SA. */
  readonly sa: number;

  constructor(time: number, kind: EngineEventKind, { path, localPort, remotePort }: Ends, sa: number) {
    this.time = time;
    this.kind = kind;
    this.local = path.local;
    this.remote = path.remote;
    this.localPort = localPort;
    this.remotePort = remotePort;
    this.sa = sa;
  }
}

/** The same for who reads it. */
export function engineEvent({
  time,
  kind,
  local,
  localPort,
  remote,
  remotePort,
  sa,
}: LoggedEvent): EngineEvent {
  return {
    time,
    kind,
    local: { address: local, port: localPort },
    remote: { address: remote, port: remotePort },
    ...(sa === 0 ? {} : { sa }),
  };
}
