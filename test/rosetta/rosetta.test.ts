import { describe, expect, it } from 'vitest';
import { printDiagnostics } from '../../src/cli/print-diagnostics.ts';
import { printReport, printSummary } from '../../src/cli/print-report.ts';
import { compareGateways } from '../../src/ir/comparison.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import {
  dialectProfile,
  lowerText,
  type Scenario,
  scenarios,
  translateText,
  withoutHeader,
  writtenPart,
} from './scenario.ts';

const ir = dialectProfile('ir');

/** Values that tmsh has a word for and that only a source that writes them raises (`translation.md` 0.3). */
const LOCAL: ReadonlySet<string> = new Set(['ike.natKeepaliveSeconds', 'policies.antiReplay.window']);

/** TG120: a placeholder for cipher text is an approximation. */
function hasUnreadableKey({ peers }: Gateway): boolean {
  return peers.some(({ preSharedKeys }) => preSharedKeys.some(({ secret }) => 'unreadable' in secret));
}

/** Every secret of the fixture: readable keys, and the cipher text of others. */
function secretsOf({ gateway, vrp }: Scenario): readonly string[] {
  const readable = gateway.peers.flatMap(({ preSharedKeys }) =>
    preSharedKeys.flatMap(({ secret }) => ('psk' in secret ? secret.psk : [])),
  );
  const written = [...vrp.matchAll(/pre-shared-key (?:cipher |simple )?(\S+)/g)].flatMap(
    (match) => match[1] ?? [],
  );
  const ofSas = gateway.manualSas.flatMap(({ integrityKey, encryptionKey }) =>
    [integrityKey, encryptionKey].flatMap((key) => (key !== undefined && 'psk' in key ? key.psk : [])),
  );
  const asText = ofSas.map((digits) => Buffer.from(digits, 'hex').toString('latin1'));
  return [...new Set([...readable, ...written, ...ofSas, ...asText])];
}

it('has a folder for each scenario', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(6);
});

describe.each(scenarios)('$name', (scenario) => {
  const { vrp, tmsh, gateway, source, target } = scenario;
  const toTmsh = translateText('vrp.cfg', vrp, source, target, scenario);
  const toIr = translateText('vrp.cfg', vrp, source, ir, scenario);
  const lowered = lowerText(target, 'tmsh.conf', tmsh);
  const { report, diagnostics } = toTmsh;

  it('VRP to tmsh: the text of tmsh.conf, and no bug', () => {
    expect(withoutHeader(toTmsh.written[0]?.text ?? '')).toBe(tmsh);
    expect(toTmsh.bugs).toEqual([]);
  });

  it('VRP to IR: gateway.json', () => {
    const { gateway: made }: { readonly gateway: Gateway } = JSON.parse(toIr.written[0]?.text ?? '');
    expect(made).toEqual(gateway);
    expect(compareGateways(made, gateway, { unreached: true })).toEqual([]);
    expect(toIr.report.verdict).toBe(hasUnreadableKey(gateway) ? 'lossy' : 'lossless');
  });

  it('tmsh.conf has the peers, policies and selectors of the gateway', () => {
    const count = (component: string): number =>
      tmsh.split('\n').filter((line) => line.startsWith(component)).length;
    const tunnels = writtenPart(gateway, scenario.losses.withheld);
    expect(lowered.peers.length).toBe(tunnels.peers.length);
    expect(lowered.policies.length).toBe(tunnels.policies.length);
    expect(count('net ipsec ike-peer ')).toBe(tunnels.peers.length);
    // A policy without selectors has one that stands for all traffic; that of the factory is no policy's.
    const selectors = lowered.policies.map((policy) => Math.max(policy.selectors.length, 1));
    const ofFactory = count('net ipsec traffic-selector /Common/default-');
    const written = count('net ipsec traffic-selector ') - ofFactory;
    expect(selectors.reduce((sum, each) => sum + each, 0)).toBe(written);
  });

  it('IR to tmsh means what VRP to tmsh means, but for local values, which every IR document writes', () => {
    const { written, bugs } = translateText('gateway.json', scenario.ir, ir, target, scenario);
    const fromIr = lowerText(target, 'bigip.conf', written[0]?.text ?? '');
    const differences = compareGateways(fromIr, lowered, { unreached: true });
    expect(differences.filter(({ path }) => !LOCAL.has(path))).toEqual([]);
    expect(bugs).toEqual([]);
  });

  it('tmsh to IR and back means the same, and loses nothing', () => {
    const there = translateText('tmsh.conf', tmsh, target, ir, scenario);
    const back = translateText('gateway.json', there.written[0]?.text ?? '', ir, target, scenario);
    expect([...there.bugs, ...back.bugs]).toEqual([]);
    // A placeholder in the source is carried as it is.
    expect([there.report.counts.error, there.report.verdict]).toEqual([0, 'lossless']);
    const again = lowerText(target, 'bigip.conf', back.written[0]?.text ?? '');
    expect(compareGateways(again, lowered, { unreached: true })).toEqual([]);
  });

  it.each([
    ['VRP', vrp, source],
    ['tmsh', tmsh, target],
    ['IR', scenario.ir, ir],
  ])('%s to itself is byte for byte', (_, text, profile) => {
    const { written, report: own } = translateText('file', text, profile, profile, scenario);
    expect(written.map((output) => output.text)).toEqual([text]);
    expect(own.verdict).toBe('lossless');
  });

  it('never says TG299', () => {
    expect(JSON.stringify([report, diagnostics])).not.toContain('TG299');
    expect(JSON.stringify(toIr.report)).not.toContain('TG299');
  });

  it('keeps its keys out of the report, the diagnostics and what is printed', () => {
    const secrets = secretsOf(scenario);
    expect(secrets.length).toBeGreaterThan(0);
    const files = [{ name: 'vrp.cfg', text: vrp }];
    const shown = [toTmsh, toIr].flatMap((translation) => [
      JSON.stringify(translation.report),
      JSON.stringify(translation.diagnostics),
      ...printReport(translation.report),
      ...printSummary(translation.report),
      ...printDiagnostics(translation.diagnostics, files, source.dialect),
    ]);
    for (const secret of secrets) expect(shown.filter((text) => text.includes(secret))).toEqual([]);
  });
});
