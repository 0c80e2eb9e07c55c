import { describe, expect, it } from 'vitest';
import { HUB, runCli, temporaryFolder } from './run-cli.ts';

/** As an AR prints it (AR configuration guide 0048). */
const CAPTURE = `IKE SA information :
  Conn-ID  Peer            VPN   Flag(s)   Phase   RemoteType  RemoteID
  ---------------------------------------------------------------------------
     15    203.0.113.2:500       RD|ST     v2:2    IP          203.0.113.2
     14    203.0.113.2:500       RD|ST     v2:1    IP          203.0.113.2

  Number of IKE SA : 2
  ---------------------------------------------------------------------------
`;

const folder = temporaryFolder({
  'hub.cfg': HUB,
  'sa.txt': CAPTURE,
  'notes.txt': 'nothing of a device\n',
});
const TO_TMSH = ['translate', '-', '--from', 'vrp@ar', '--to', 'tmsh'];

describe('commands on the command line', () => {
  it.each([
    ['reset ipsec sa', TO_TMSH, 'delete net ipsec ipsec-sa\n'],
    [
      'delete net ipsec ike-sa peer-ip 10.2.2.2',
      ['translate', '-', '--to', 'ir'],
      expect.stringContaining('"10.2.2.2"'),
    ],
    ['# racoonctl -ll show-sa isakmp', ['translate', '-', '--to', 'vrp'], 'display ike sa\n'],
    [
      '# tmsh show net ipsec ike-sa peer-ip 10.2.2.2',
      ['translate', '-', '--to', 'vrp'],
      'display ike sa remote 10.2.2.2\n',
    ],
    ['dis ike sa', ['translate', '-', '--to', 'racoon'], 'racoonctl -ll show-sa isakmp\n'],
    ['save', ['translate', '-', '--from', 'vrp', '--to', 'tmsh'], 'save sys config\n'],
  ])('%s', (line, words, expected) => {
    const { code, out } = runCli(words, folder, `${line}\n`);
    expect(out).toEqual(expected);
    expect(code).toBe(0);
  });

  it('refuses what it cannot tell the SA of, and asks for a capture', () => {
    const { code, out, err } = runCli(TO_TMSH, folder, 'reset ike sa conn-id 14\n');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('give --sas FILE (its display ike sa) [TG301]');
  });

  it('looks up a connection number in captured output', () => {
    const { code, out } = runCli([...TO_TMSH, '--sas', 'sa.txt'], folder, 'reset ike sa conn-id 14\n');
    expect(out).toBe('delete net ipsec ike-sa peer-ip 203.0.113.2\n');
    expect(code).toBe(0);
  });

  it('looks up a name in a configuration', () => {
    const words = ['translate', '-', '--from', 'vrp@usg', '--to', 'tmsh', '--config', 'hub.cfg'];
    const { out } = runCli(words, folder, 'reset ipsec sa policy map1 1\n');
    expect(out).toBe('delete net ipsec ipsec-sa traffic-selector map1-1-r5\n');
  });

  it('tells a capture without SAs', () => {
    const { code, err } = runCli([...TO_TMSH, '--sas', 'notes.txt'], folder, 'save\n');
    expect(code).toBe(1);
    expect(err).toContain('no table of SAs of vrp');
  });

  it('shows a bad value with a caret and the answer of the device', () => {
    const { code, err } = runCli(TO_TMSH, folder, 'reset ike sa conn-id 200705\n');
    expect(code).toBe(1);
    expect(err).toContain('-:1:22: error: conn-id must be 1..200704 [TG111]');
    expect(err).toContain(`                      ^^^^^^`);
    expect(err).toContain("Error: Wrong parameter found at '^' position.");
  });
});
