import type { IkeSa, IkeSaMark, IkeSuite } from '../../ir/result.ts';
import { type IkeSaRecord, localEndpoint, MARK, remoteEndpoint } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import { encryptionOf, hashOf, integrityOf, prfOf } from '../negotiation/transforms.ts';
import { spiText } from './select-sas.ts';

const MARKS: readonly (readonly [number, IkeSaMark])[] = [
  [MARK.replaced, 'replaced'],
  [MARK.fading, 'fading'],
  [MARK.timedOutOnce, 'timed-out-once'],
  [MARK.heartbeat, 'heartbeat'],
  [MARK.sequenceKnown, 'sequence-known'],
];

/** An IKE SA as the IR shows it. */
export function showIkeSa(gateway: GatewayState, sa: IkeSaRecord): IkeSa {
  const { peer } = sa.peer;
  const expires = gateway.world.queue.due(sa.hardTimer);
  return {
    id: sa.id,
    connectionId: sa.connectionId,
    version: sa.version === 1 ? 'ikev1' : 'ikev2',
    ...(sa.exchangeMode === null ? {} : { exchangeMode: sa.exchangeMode }),
    role: sa.isInitiator ? 'initiator' : 'responder',
    state: sa.state,
    messagesSent: sa.messagesSent,
    messagesReceived: sa.messagesReceived,
    initiatorSpi: spiText(sa, true),
    responderSpi: spiText(sa, false),
    local: localEndpoint(sa),
    remote: remoteEndpoint(sa),
    ...(peer.vrf === undefined ? {} : { vrf: peer.vrf }),
    peer: peer.name,
    ...(sa.localId === null ? {} : { localId: sa.localId }),
    ...(sa.remoteId === null ? {} : { remoteId: sa.remoteId }),
    ...(sa.suite === null ? {} : { suite: showSuite(sa, sa.suite) }),
    created: sa.created,
    ...(sa.established < 0 ? {} : { established: sa.established }),
    ...(expires === undefined ? {} : { expires }),
    nat: natOf(sa),
    marks: MARKS.filter(([bit]) => (sa.marks & bit) !== 0).map(([, mark]) => mark),
    dpd: { supported: sa.peerAnswersProbes, failures: sa.probesUnanswered },
    childSas: [...childIds(sa)],
  };
}

function showSuite(sa: IkeSaRecord, suite: NonNullable<IkeSaRecord['suite']>): IkeSuite {
  const { peer, proposals } = sa.peer;
  const configured = proposals[suite.proposal]?.authenticationMethod;
  return {
    encryption: encryptionOf(suite.encryption),
    ...(suite.hash === 0 ? {} : { hash: hashOf(suite.hash) }),
    ...(suite.integrity === 0 ? {} : { integrity: integrityOf(suite.integrity) }),
    ...(suite.prf === 0 ? {} : { prf: prfOf(suite.prf) }),
    dhGroup: suite.group,
    authenticationMethod: sa.version === 1 ? (configured ?? 'pre-shared-key') : peer.localAuthentication,
    lifetimeSeconds: sa.lifetimeSeconds,
  };
}
function natOf({ natLocal, natRemote }: IkeSaRecord): IkeSa['nat'] {
  if (natLocal) return natRemote ? 'both' : 'local';
  return natRemote ? 'remote' : 'none';
}
function* childIds(sa: IkeSaRecord): Generator<number> {
  for (let child = sa.firstChild; child !== null; child = child.nextOfIkeSa) yield child.id;
}
