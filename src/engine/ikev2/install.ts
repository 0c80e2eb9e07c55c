import { installChild } from '../gateway/child-sas.ts';
import type { ChildSaRecord } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { SaPayload } from '../message/ikev2-payloads.ts';
import type { Ikev2Message } from '../message/message.ts';
import { mixTwo } from '../random.ts';
import type { AgreedChild } from './child-negotiation.ts';
import { payloadOf } from './messages.ts';
import type { Ikev2Sa } from './records.ts';

/** What the two ends drew for a child SA. Of IKE_AUTH they are the nonces of IKE_SA_INIT. */
export interface ChildKeys {
  readonly isInitiator: boolean;
  readonly inboundSpi: number;
  readonly inboundAhSpi: number;
  readonly nonceOfInitiator: number;
  readonly nonceOfResponder: number;
}

/** Installs what was agreed on. `message`: the other end's, with its SPIs. Lifetimes are each end's own (RFC 7296 section 2.8). */
export function install(
  gateway: GatewayState,
  sa: Ikev2Sa,
  { entry, negotiated }: AgreedChild,
  message: Ikev2Message,
  keys: ChildKeys,
): ChildSaRecord {
  const theirs = spisOf(payloadOf(message, 'SA'));
  const { lifetime } = entry.policy;
  // A second SPI may have been offered for a proposal that was not chosen.
  const isBoth = negotiated.suite.ahIntegrity !== 0 && negotiated.suite.espEncryption !== 0;
  return installChild(gateway, {
    ikeSa: sa,
    version: 2,
    entry,
    path: sa.path,
    localPort: sa.localPort,
    remotePort: sa.remotePort,
    isInitiator: keys.isInitiator,
    negotiated,
    inboundSpi: keys.inboundSpi,
    outboundSpi: theirs.spi,
    inboundAhSpi: isBoth ? keys.inboundAhSpi : 0,
    outboundAhSpi: isBoth ? theirs.secondSpi : 0,
    key: mixTwo(sa.key, mixTwo(keys.nonceOfInitiator, keys.nonceOfResponder)),
    hardSeconds: lifetime.seconds,
    hardKilobytes: lifetime.kilobytes,
  });
}
function spisOf(payload: SaPayload | undefined): Pick<SaPayload, 'spi' | 'secondSpi'> {
  return payload ?? { spi: 0, secondSpi: 0 };
}
