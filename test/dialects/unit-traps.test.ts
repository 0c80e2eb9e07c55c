import { describe, expect, it } from 'vitest';
import { translateText } from '../translate/translate-text.ts';
import { gatewayOf, IR, statusOf, textOf, tmshTunnel, translateVrp, V2 } from './one-tunnel.ts';

/** The traps of `reference/algorithms.md` section 11 about units, by their numbers there. */

describe('3: lifetimes of tmsh are minutes', () => {
  it.each([
    [28_800, '480', 'adapted TG202'],
    [100, '1', 'approximated TG203'],
    [86_399, '1439', 'approximated TG203'],
  ])('%i s of IKE become %s min: %s', (seconds, minutes, row) => {
    const duration = ` prf hmac-sha2-256\n sa duration ${seconds}`;
    const translation = translateVrp({ ...V2, ' prf hmac-sha2-256': duration });
    expect(textOf(translation)).toMatch(new RegExp(`^ +lifetime ${minutes}$`, 'm'));
    expect(statusOf(translation, 'sa duration')).toMatch(new RegExp(`^${row}`));
  });

  it('a child SA of less than a minute lives one (TG203 or TG204)', () => {
    const translation = translateVrp({ ...V2, ' tunnel local': ' sa duration time-based 45\n tunnel local' });
    expect(textOf(translation)).toMatch(/ike-phase2-lifetime 1$/m);
    expect(statusOf(translation, 'time-based')).toMatch(/^approximated TG20[34]/);
  });

  it('480 and 60 min are 28800 and 3600 s', () => {
    const { ikeProposals, policies } = gatewayOf(translateText(tmshTunnel(), { from: 'tmsh@16', to: IR }));
    expect([ikeProposals[0]?.lifetimeSeconds, policies[0]?.lifetime.seconds]).toEqual([28_800, 3600]);
  });
});

describe('4: volumes are kilobytes on both sides', () => {
  it.each([
    [10_485_760, '10485760', 'exact'],
    [0, '0', 'exact'],
    [999, '1000', 'approximated TG204'],
  ])('%i KB become %s: %s', (kilobytes, text, row) => {
    const limit = ` sa duration traffic-based ${kilobytes}\n tunnel local`;
    const translation = translateVrp({ ...V2, ' tunnel local': limit });
    expect(textOf(translation)).toMatch(new RegExp(`ike-phase2-lifetime-kilobytes ${text}$`, 'm'));
    expect(statusOf(translation, 'traffic-based')).toBe(row);
  });

  it('of tmsh too', () => {
    const { policies } = gatewayOf(translateText(tmshTunnel(), { from: 'tmsh@16', to: IR }));
    expect(policies[0]?.lifetime.kilobytes).toBe(2048);
  });
});
