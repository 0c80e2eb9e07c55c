import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { ListenAddress } from '../../../ir/ike.ts';
import type { Said } from '../../dialect.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';
import { addressText } from './text.ts';

const KEY_FILE = '/etc/racoon/psk.txt';
const USUAL_NAT_KEEPALIVE = 20;

/** `path`, `timer` and `listen`: what stands before the remotes. */
export function raiseSettings(context: RaisingContext, gateway: Gateway): void {
  const keys = gateway.peers.flatMap(({ preSharedKeys }) => preSharedKeys);
  if (keys.length > 0) {
    context.line(context.root, 'path', { what: 'pre_shared_key', files: [KEY_FILE] }, []);
  }
  raiseTimers(context, gateway);
  raiseListen(context, gateway);
}

function raiseTimers(context: RaisingContext, { ike }: Gateway): void {
  const { natKeepaliveSeconds, retransmission } = ike;
  const kept: Said = [[ike, 'natKeepaliveSeconds']];
  const sent: Said = [[ike, 'retransmission']];
  const writesKeepalive = natKeepaliveSeconds !== USUAL_NAT_KEEPALIVE || context.writersOf(kept).length > 0;
  if (!writesKeepalive && retransmission === undefined) return;
  const object = context.open(context.root, 'timer', {}, [
    ...(writesKeepalive ? kept : []),
    ...(retransmission === undefined ? [] : sent),
  ]);
  const place = (path: string, from: number): Place => ({ object: { kind: 'ike-settings' }, path, from });
  if (retransmission !== undefined) {
    const { transmissions, intervalSeconds } = retransmission;
    const saying = { place: place('ike.retransmission', transmissions), said: sent };
    context.put(object, 'counter', { value: String(transmissions) }, saying);
    context.put(object, 'interval', { number: String(intervalSeconds), unit: 'sec' }, saying);
  }
  if (writesKeepalive) {
    const values = { number: String(natKeepaliveSeconds), unit: 'sec' };
    context.put(object, 'natt_keepalive', values, {
      place: place('ike.natKeepaliveSeconds', natKeepaliveSeconds),
      said: kept,
    });
  }
}

function raiseListen(context: RaisingContext, { ike, policies, peers }: Gateway): void {
  if (ike.listen.length === 0) return;
  const said = (address: string): Said => [
    [ike, 'listen'],
    ...policies.flatMap((policy): Said =>
      policy.tunnel.local === address
        ? [
            [policy.tunnel, 'local'],
            [policy, 'interfaces'],
          ]
        : [],
    ),
    ...peers.flatMap((peer): Said =>
      policies.some((policy) => policy.peer === peer.name && policy.tunnel.local === address)
        ? [[peer, 'name']]
        : [],
    ),
  ];
  const distinct = [...new Set(ike.listen.map(({ address }) => address))];
  const object = context.open(context.root, 'listen', {}, distinct.flatMap(said));
  for (const entry of ike.listen) context.line(object, wordOf(entry), valuesOf(entry), said(entry.address));
  const note = describe('TG285', { target: context.target, what: distinct.join(', ') });
  const place: Place = { object: { kind: 'ike-settings' }, path: 'ike.listen', from: distinct };
  context.adapt({ code: 'TG285', ...place, note }, context.writersOf([[ike, 'listen']]));
}

function wordOf({ natTraversal }: ListenAddress): string {
  return natTraversal ? 'isakmp_natt' : 'isakmp';
}
function valuesOf({ address, port }: ListenAddress): Readonly<Record<string, string>> {
  return { address: addressText(address), port: String(port) };
}
