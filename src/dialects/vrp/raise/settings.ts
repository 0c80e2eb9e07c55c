import { system } from '../../../../grammars/vrp/chapters/system.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Json } from '../../../ir/json.ts';
import type { Said } from '../../dialect.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';

const SETTINGS = { kind: 'ike-settings' } as const;

function place(path: string, from: Json): Place {
  return { object: SETTINGS, path, from };
}

/** The lines of system view: what the device has one of. */
export function raiseSettings(context: RaisingContext, gateway: Gateway): void {
  if (gateway.manualSas.length === 0) {
    context.imply('no manual key', 'none', place('manualSas', []), [[gateway, 'manualSas']]);
  }
  putSha2Switch(context, gateway);
  putIke(context, gateway);
  putDpd(context, gateway);
  putPeerSettings(context, gateway);
  putPolicySettings(context, gateway);
}

/** Tags of SHA-2 as RFC 4868 has them: an AR cuts them to 96 bits without the switch (`translation.md` 2.1, G16). */
function putSha2Switch(context: RaisingContext, { ipsecProposals }: Gateway): void {
  if (context.profile === 'ne') return;
  const suites = ipsecProposals.flatMap(({ esp, ah }) => [esp, ah].flatMap((suite) => suite ?? []));
  const using = suites.filter(({ integrity }) =>
    integrity.some(({ name }) => name.startsWith('AUTH_HMAC_SHA2')),
  );
  const [first] = using;
  if (first === undefined) return;
  const said = using.map((suite): Said[number] => [suite, 'integrity']);
  const name = first.integrity[0]?.name ?? null;
  context.put(
    system,
    context.root,
    'sha2Compatible',
    {},
    { place: place('ipsecProposals.esp.integrity', name), said },
  );
}

function putIke(context: RaisingContext, { ike }: Gateway): void {
  const { heartbeat, localName, natKeepaliveSeconds, cookieThreshold } = ike;
  const root = context.root;
  if (localName !== undefined) {
    const addition = {
      code: 'TG243' as const,
      note: describe('TG243', { identity: `"${localName}"`, where: 'written as "ike local-name"' }),
    };
    const said: Said = [[ike, 'localName']];
    context.put(
      system,
      root,
      'ikeLocalName',
      { name: localName },
      { place: place('ike.localName', localName), said, addition },
    );
  }
  context.putUnlessImplied(
    system,
    root,
    'ikeHeartbeatSequence',
    { sequence: heartbeat.sequence },
    { place: place('ike.heartbeat.sequence', heartbeat.sequence), said: [[heartbeat, 'sequence']] },
  );
  const spiList = {
    place: place('ike.heartbeat.spiList', heartbeat.spiList),
    said: [[heartbeat, 'spiList']],
  } as const;
  if (heartbeat.spiList) context.put(system, root, 'ikeHeartbeatSpiList', {}, spiList);
  else context.imply('no SPI list', 'it', spiList.place, spiList.said);
  for (const [slot, member] of HEARTBEAT_TIMERS) {
    const seconds = heartbeat[member];
    if (seconds === undefined) continue;
    const said: Said = [[heartbeat, member]];
    context.put(
      system,
      root,
      slot,
      { seconds: String(seconds) },
      { place: place(`ike.heartbeat.${member}`, seconds), said },
    );
  }
  context.putUnlessImplied(
    system,
    root,
    'ikeNatKeepalive',
    { seconds: String(natKeepaliveSeconds) },
    { place: place('ike.natKeepaliveSeconds', natKeepaliveSeconds), said: [[ike, 'natKeepaliveSeconds']] },
  );
  if (cookieThreshold !== undefined) {
    const said: Said = [[ike, 'cookieThreshold']];
    const values = { count: String(cookieThreshold) };
    context.put(system, root, 'ikev2CookieChallenge', values, {
      place: place('ike.cookieThreshold', cookieThreshold),
      said,
    });
  }
}

const HEARTBEAT_TIMERS = [
  ['ikeHeartbeatInterval', 'sendIntervalSeconds'],
  ['ikeHeartbeatTimeout', 'timeoutSeconds'],
] as const;

/** An NE router has one DPD for all peers. */
function putDpd(context: RaisingContext, { peers }: Gateway): void {
  if (context.profile !== 'ne') return;
  const first = peers.find(({ dpd }) => dpd.mode === 'periodic' || dpd.mode === 'on-demand');
  if (first === undefined) return;
  const { mode, idleSeconds, retryIntervalSeconds } = first.dpd;
  const said = peers.flatMap(({ dpd }): Said => [
    [dpd, 'mode'],
    [dpd, 'idleSeconds'],
    [dpd, 'retryIntervalSeconds'],
  ]);
  const values = {
    'check-kind': mode === 'periodic' ? 'interval' : 'on-demand',
    check: String(idleSeconds),
    retry: String(retryIntervalSeconds),
  };
  context.put(system, context.root, 'ikeDpdCheck', values, { place: place('peers.dpd', mode), said });
}

function putPeerSettings(context: RaisingContext, { peers }: Gateway): void {
  const [first] = peers;
  if (first === undefined) return;
  const fragmentation: Said = peers.map((peer) => [peer, 'fragmentation']);
  const fragmented = { place: place('peers.fragmentation', first.fragmentation), said: fragmentation };
  if (first.fragmentation === 'on') context.put(system, context.root, 'ikev2Fragmentation', {}, fragmented);
  else context.imply('no IKE fragmentation', 'it', fragmented.place, fragmentation);
  const said: Said = peers.map((peer) => [peer, 'initialContact']);
  const saying = {
    place: place('peers.initialContact', first.initialContact),
    said,
    negated: !first.initialContact,
  };
  context.putUnlessImplied(system, context.root, 'ikev2InitialContact', {}, saying);
}

/** DF bit, fragmentation and replay checks of VRP5: one line for all policies; NE routers have them in each. */
function putPolicySettings(context: RaisingContext, { policies }: Gateway): void {
  const negotiated = policies.filter(({ peer }) => peer !== undefined);
  const [first] = negotiated;
  if (context.profile === 'ne' || first === undefined) return;
  const root = context.root;
  const checked: Said = negotiated.map(({ antiReplay }) => [antiReplay, 'enabled']);
  const state = first.antiReplay.enabled ? 'enable' : 'disable';
  context.putUnlessImplied(
    system,
    root,
    'antiReplay',
    { state },
    { place: place('policies.antiReplay.enabled', state), said: checked },
  );
  const dfBit: Said = negotiated.map((policy) => [policy, 'dfBit']);
  context.putUnlessImplied(
    system,
    root,
    'dfBit',
    { bit: first.dfBit },
    { place: place('policies.dfBit', first.dfBit), said: dfBit },
  );
  const said: Said = negotiated.map((policy) => [policy, 'fragmentation']);
  const saying = { place: place('policies.fragmentation', first.fragmentation), said };
  if (first.fragmentation === 'before-encryption') context.put(system, root, 'fragmentation', {}, saying);
  else context.imply('fragmentation after encryption', 'it', saying.place, said);
}
