import { describe, expect, test } from 'vitest';
import { idleLab, screen, transcript } from '../../../simulator/transcript.ts';

/** What a fresh device of a profile answers to typed lines. */
function type(profile: string, script: string): string {
  return transcript(idleLab({ hub: [`vrp@${profile}`, '#\nreturn\n'] }), `@hub\n${script}`);
}

/** Prompts of `reference/vrp.md` 1.1. */
const PROMPTS: readonly (readonly [profile: string, line: string, prompt: string])[] = [
  ['ar', 'ike proposal 5', '[Huawei-ike-proposal-5]'],
  ['usg', 'ike proposal default', '[USG6000V1-ike-proposal-default]'],
  ['ar', 'ike peer rut1', '[Huawei-ike-peer-rut1]'],
  ['usg', 'ike user-table 10', '[USG6000V1-ike-user-table-10]'],
  ['ar', 'ike identity id1', '[Huawei-ike-identity-id1]'],
  ['ar', 'ipsec proposal tran1', '[Huawei-ipsec-proposal-tran1]'],
  ['ar', 'ipsec policy policy1 10 isakmp', '[Huawei-ipsec-policy-isakmp-policy1-10]'],
  ['ar', 'ipsec policy policy1 10 manual', '[Huawei-ipsec-policy-manual-policy1-10]'],
  ['ar', 'ipsec policy-template use1 10', '[Huawei-ipsec-policy-templet-use1-10]'],
  ['ar', 'ipsec policy policy1 10 isakmp template use1', '[Huawei]'],
  ['ar', 'ipsec profile profile1', '[Huawei-ipsec-profile-profile1]'],
  ['ar', 'ipsec efficient-vpn evpn mode client', '[Huawei-ipsec-efficient-vpn-evpn]'],
  ['ne', 'ipsec sa sa1', '[*HUAWEI-ipsec-sa-sa1]'],
  ['ar', 'acl 3000', '[Huawei-acl-adv-3000]'],
  ['ar', 'acl number 3000', '[Huawei-acl-adv-3000]'],
  ['ar', 'interface GigabitEthernet 0/0/1', '[Huawei-GigabitEthernet0/0/1]'],
  ['ar', 'int g0/0/1', '[Huawei-GigabitEthernet0/0/1]'],
  ['ar', 'interface tunnel 0/0/1', '[Huawei-Tunnel0/0/1]'],
  ['ar', 'interface loopback 0', '[Huawei-LoopBack0]'],
];

describe('views and prompts', () => {
  test.each(PROMPTS)('vrp@%s: %s', (profile, line, prompt) => {
    const lines = type(profile, `system-view\n${line}\nquit`).split('\n');
    expect(lines.at(-1)).toBe(`${prompt}quit`);
  });

  test('a command of system view may be typed in any other', () => {
    expect(type('usg', 'sy\nint g1/0/0\nacl 3000\nike peer a\nquit\nquit\nquit')).toBe(screen`
      <USG6000V1>sy
      Enter system view, return user view with Ctrl+Z.
      [USG6000V1]int g1/0/0
      [USG6000V1-GigabitEthernet1/0/0]acl 3000
      [USG6000V1-acl-adv-3000]ike peer a
      [USG6000V1-ike-peer-a]quit
      [USG6000V1]quit
      <USG6000V1>quit
    `);
  });

  test('the name of the device is that of its configuration, at once', () => {
    expect(type('ar', 'system-view\nsysname Hub-1\nike peer p\nreturn\nquit')).toBe(screen`
      <Huawei>system-view
      Enter system view, return user view with Ctrl+Z.
      [Huawei]sysname Hub-1
      [Hub-1]ike peer p
      [Hub-1-ike-peer-p]return
      <Hub-1>quit
    `);
  });
});

/** `reference/vrp.md` 1.5; the caret counts from the first column of the line with its prompt. */
const FAULTS: readonly (readonly [profile: string, line: string, caret: number, text: string])[] = [
  ['ar', 'foo', 0, "Error: Unrecognized command found at '^' position."],
  ['ne', 'foo', 0, "Error: Unrecognized command found at '^' position."],
  ['ar', 'ike peer', 8, "Error:Incomplete command found at '^' position."],
  ['ne', 'ike peer', 8, "Error: Incomplete command found at '^' position."],
  ['ar', 'ike p 5', 4, "Error:Ambiguous command found at '^' position."],
  ['ar', 'ike proposal 0', 13, "Error: Wrong parameter found at '^' position."],
  ['ar', 'ike heartbeat spi-list more', 23, "Error:Too many parameters found at '^' position."],
  ['ar', 'ike heartbeat seq-num old 5', 26, "Error:Too many parameters found at '^' position."],
];

describe('what a device refuses', () => {
  test.each(FAULTS)('vrp@%s: %s', (profile, line, caret, said) => {
    const prompt = profile === 'ne' ? '[~HUAWEI]' : '[Huawei]';
    const lines = type(profile, `system-view\n${line}`).split('\n');
    expect(lines.slice(-3)).toEqual([`${prompt}${line}`, `${' '.repeat(prompt.length + caret)}^`, said]);
  });
});

describe('help', () => {
  test('in the layout and the words of the device', () => {
    expect(type('ar-v2r3', 'sy\nike peer R3 ?\nipsec policy mypolicy 10 ?\nike peer R3 v1\npre-shared-key ?'))
      .toContain(screen`
      [Huawei]ike peer R3 ?
        v1    Only V1 SA's can be created
        v2    Only V2 SA's can be created
        <cr>  Please press ENTER to execute command 
    `);
  });
});

describe('two-stage configuration', () => {
  test('nothing is in effect before commit', () => {
    expect(
      type(
        'ne',
        'system-view\nike peer a\nremote-address 10.0.0.1\ndisplay current-configuration configuration ike-peer | include remote\ncommit\ndisplay current-configuration configuration ike-peer | include remote\nreturn',
      ),
    ).toBe(screen`
      <HUAWEI>system-view
      Enter system view, return user view with return command.
      [~HUAWEI]ike peer a
      [*HUAWEI-ike-peer-a]remote-address 10.0.0.1
      [*HUAWEI-ike-peer-a]display current-configuration configuration ike-peer | include remote
      2024-11-09 08:50:30.000 
      [*HUAWEI-ike-peer-a]commit
      [~HUAWEI-ike-peer-a]display current-configuration configuration ike-peer | include remote
      2024-11-09 08:50:30.000 
       remote-address 10.0.0.1
      [~HUAWEI-ike-peer-a]return
    `);
  });
});
