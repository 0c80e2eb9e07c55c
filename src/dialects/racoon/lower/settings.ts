import { listen, timer } from '../../../../grammars/racoon/schema/daemon.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Heartbeat, IkeSettings, ListenAddress, Retransmission } from '../../../ir/ike.ts';
import { assemble, byDefault, derived, type Origin, sourced, type Sourced } from '../../../ir/origins.ts';
import { type LoweringContext, originsOfAll, type Reading } from './context.ts';
import { readAddress, readSeconds } from './values.ts';

const USUAL_NAT_KEEPALIVE = 20;
const USUAL_TRANSMISSIONS = '5';
const USUAL_INTERVAL = 10;
const IKE_PORT = '500'; // of `isakmp_natt` too, which therefore wants its port written

/** `timer { … }` and `listen { … }`. */
export function lowerSettings(context: LoweringContext): IkeSettings {
  const heartbeat = assemble<Heartbeat>(context.origins, {
    sequence: derived('old'),
    spiList: derived(false),
  });
  return assemble<IkeSettings>(context.origins, {
    heartbeat: derived(heartbeat),
    ...lowerTimers(context),
    listen: lowerListen(context),
  });
}

function lowerTimers(context: LoweringContext): {
  readonly natKeepaliveSeconds: Sourced<number>;
  readonly retransmission: Sourced<Retransmission> | undefined;
} {
  const [object] = context.objects(timer);
  if (object === undefined)
    return { natKeepaliveSeconds: byDefault(USUAL_NAT_KEEPALIVE), retransmission: undefined };
  const face = context.face(timer, object);
  const [keepalive, counter, interval] = [
    face.one('natt_keepalive'),
    face.one('counter'),
    face.one('interval'),
  ];
  if (keepalive === undefined && counter === undefined && interval === undefined) {
    const details = { directive: '"timer"', source: 'racoon' };
    for (const origin of face.header.origins) context.report(diagnostic('TG286', details, { origin }));
  }
  const header = face.header.origins;
  const seconds = readSeconds(keepalive, USUAL_NAT_KEEPALIVE);
  const natKeepaliveSeconds =
    keepalive === undefined ? seconds : { ...seconds, origins: [...header, ...seconds.origins] };
  if (counter === undefined && interval === undefined)
    return { natKeepaliveSeconds, retransmission: undefined };
  const retransmission: Retransmission = {
    transmissions: Number(counter?.text('value') ?? USUAL_TRANSMISSIONS),
    intervalSeconds: readSeconds(interval, USUAL_INTERVAL).value,
    factor: 1,
  };
  const origins = [...header, ...(counter?.origins ?? []), ...(interval?.origins ?? [])];
  return { natKeepaliveSeconds, retransmission: sourced(retransmission, origins) };
}

function lowerListen(context: LoweringContext): Sourced<readonly ListenAddress[]> {
  const [object] = context.objects(listen);
  if (object === undefined) return byDefault([]);
  const face = context.face(listen, object);
  const [plain, behindNat] = [face.all('isakmp'), face.all('isakmp_natt')];
  const read = (readings: readonly Reading[], natTraversal: boolean): readonly ListenAddress[] =>
    readings.flatMap((reading) => {
      const address = readAddress(reading.text('address') ?? '');
      const port = Number(reading.text('port') ?? IKE_PORT);
      return address === undefined ? [] : [{ address, port, natTraversal }];
    });
  const all = [...plain, ...behindNat];
  const header: readonly Origin[] = face.header.origins;
  if (all.length === 0) {
    const details = { what: '"listen" without an address', where: 'racoon', value: 'every address' };
    for (const origin of header) context.report(diagnostic('TG100', details, { origin }));
    return byDefault([]);
  }
  return sourced([...read(plain, false), ...read(behindNat, true)], [...header, ...originsOfAll(all)]);
}

/** The only address that IKE listens on, where there is one (`translation.md` 1.6). */
export function onlyListenAddress({ listen: addresses }: IkeSettings): string | undefined {
  const distinct = new Set(addresses.map(({ address }) => address));
  return distinct.size === 1 ? addresses[0]?.address : undefined;
}
