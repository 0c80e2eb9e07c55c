import type { EngineBehaviour } from '../../ir/behaviour.ts';
import { EVENT } from '../events.ts';
import type { ChildSaRecord, IkeSaRecord } from './records.ts';
import type { GatewayState } from './state.ts';

const SECOND = 1000;

/** Arms soft and hard lifetime of an IKE SA; without rekeying there is no soft one. */
export function armIkeLifetime(gateway: GatewayState, sa: IkeSaRecord): void {
  const { lifetimeSeconds } = sa;
  if (lifetimeSeconds === 0) return;
  const { softLifetimeRatio } = gateway.behaves(sa.version);
  const configured = sa.peer.proposals[sa.suite?.proposal ?? 0]?.softLifetimeSeconds;
  const soft = softMilliseconds(gateway, lifetimeSeconds, configured, softLifetimeRatio, 'ike');
  sa.hardTimer = gateway.after(SECOND * lifetimeSeconds, EVENT.ikeHardExpiry, sa);
  if (sa.peer.peer.rekey !== 'off') sa.softTimer = gateway.after(soft, EVENT.ikeSoftExpiry, sa);
}

/** Arms the lifetimes in seconds of a child SA, and sets the soft one in kilobytes. */
export function armChildLifetime(gateway: GatewayState, child: ChildSaRecord): void {
  const { entry, hardSeconds, hardKilobytes } = child;
  const { softLifetimeRatio } = gateway.behaves(child.version);
  const { lifetime } = entry.policy;
  if (hardKilobytes > 0) {
    child.softKilobytes = lifetime.softKilobytes ?? hardKilobytes * softLifetimeRatio.child;
  }
  if (hardSeconds === 0) return;
  const soft = softMilliseconds(gateway, hardSeconds, lifetime.softSeconds, softLifetimeRatio, 'child');
  child.hardTimer = gateway.after(SECOND * hardSeconds, EVENT.childHardExpiry, child);
  if (mayRekey(gateway, child)) child.softTimer = gateway.after(soft, EVENT.childSoftExpiry, child);
}

/** Whether this end replaces the child SA when its soft lifetime is over. */
export function mayRekey(gateway: GatewayState, child: ChildSaRecord): boolean {
  const { childRekeyBy } = gateway.behaves(child.version);
  return child.entry.peer?.peer.rekey !== 'off' && (childRekeyBy === 'either' || child.isInitiator);
}

export function disarmIkeTimers(gateway: GatewayState, sa: IkeSaRecord): void {
  sa.softTimer = gateway.cancel(sa.softTimer);
  sa.hardTimer = gateway.cancel(sa.hardTimer);
  sa.keepaliveTimer = gateway.cancel(sa.keepaliveTimer);
  sa.livenessTimer = gateway.cancel(sa.livenessTimer);
}
export function disarmChildTimers(gateway: GatewayState, child: ChildSaRecord): void {
  child.softTimer = gateway.cancel(child.softTimer);
  child.hardTimer = gateway.cancel(child.hardTimer);
}

/** What is configured, where it is shorter than the hard one; else the behaviour's share of it, minus the jitter drawn. */
function softMilliseconds(
  gateway: GatewayState,
  hardSeconds: number,
  configured: number | undefined,
  ratios: EngineBehaviour['softLifetimeRatio'],
  level: 'ike' | 'child',
): number {
  const { jitter, [level]: ratio } = ratios;
  if (configured !== undefined && configured > 0 && configured < hardSeconds) return SECOND * configured;
  const share = jitter === 0 ? ratio : ratio - jitter * gateway.jitterRandom.fraction();
  return Math.min(SECOND * hardSeconds - 1, Math.round(SECOND * hardSeconds * share));
}
