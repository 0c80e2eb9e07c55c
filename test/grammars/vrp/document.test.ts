import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../grammars/vrp/document.ts';

/** Each statement with its view and how it was understood; `line` is left out. */
function statements(text: string): readonly string[] {
  return readDocument(text, 'ar', 'lenient').map(({ start, end, view, understood: { kind } }) => {
    const what = kind === 'line' ? view : kind;
    return `${what}: ${text.slice(start, end)}`;
  });
}

interface Row {
  readonly what: string;
  readonly text: string;
  readonly reads: readonly string[];
}

const PEER = ['system: ike peer x', 'ike-peer: remote-address 192.0.2.2'];

const FILES: readonly Row[] = [
  {
    what: 'header lines, separators, remarks and the end are no statements',
    text: '!Software Version V500R005C10SPC300\n!Last configuration was saved at 2026-02-11 01:17:22 UTC\n#\n# for the branch\nike peer x\n remote-address 192.0.2.2\n#\nreturn\n',
    reads: PEER,
  },
  {
    what: 'an AR header',
    text: '[V200R010C00SPC600]\n#\nike peer x\n remote-address 192.0.2.2\n',
    reads: PEER,
  },
  { what: 'CRLF', text: '#\r\nike peer x\r\n remote-address 192.0.2.2\r\n#\r\nreturn\r\n', reads: PEER },
  {
    what: 'trailing blanks, also behind separators and the end',
    text: '#   \nike peer x  \n remote-address 192.0.2.2\t\n# \nreturn   \n',
    reads: PEER,
  },
  { what: 'no last line end', text: 'ike peer x\n remote-address 192.0.2.2', reads: PEER },
  { what: 'tabs', text: 'ike peer x\n\tremote-address 192.0.2.2\n', reads: PEER },
  {
    what: 'NUL bytes behind the end',
    text: 'ike peer x\n remote-address 192.0.2.2\nreturn\n\0\0\0',
    reads: PEER,
  },
  {
    what: 'a one-liner of system view, indented',
    text: '#\n sysname R1\n#\n',
    reads: ['system: sysname R1'],
  },
  {
    what: 'an empty remark between a header and its first line',
    text: 'ike peer x\n#\n remote-address 192.0.2.2\n',
    reads: PEER,
  },
  { what: 'indented as a whole', text: '  ike peer x\n    remote-address 192.0.2.2\n', reads: PEER },
  {
    what: 'views that no table knows',
    text: 'bgp 65001\n ipv4-family unicast\n  description x\n  ip address 192.0.2.1 24\n#\nike peer x\n remote-address 192.0.2.2\n',
    reads: [
      'foreign: bgp 65001',
      'foreign: ipv4-family unicast',
      'foreign: description x',
      'foreign: ip address 192.0.2.1 24',
      ...PEER,
    ],
  },
  {
    what: 'behind such a view, a known command in the first column',
    text: 'bgp 65001\n peer 192.0.2.9 as-number 65002\n description x\nike peer x\n remote-address 192.0.2.2\n',
    reads: [
      'foreign: bgp 65001',
      'foreign: peer 192.0.2.9 as-number 65002',
      'foreign: description x',
      ...PEER,
    ],
  },
  {
    what: 'below a title, which no table knows either, IPsec all the same',
    text: 'Configuration of R1:\n ike peer x\n  remote-address 192.0.2.2\n',
    reads: ['foreign: Configuration of R1:', ...PEER],
  },
  {
    what: 'an unknown line below an interface, and lines below it',
    text: 'interface GigabitEthernet0/0/1\n dot1q termination vid 1\n  description inner\n ip address 192.0.2.1 24\n',
    reads: [
      'system: interface GigabitEthernet0/0/1',
      'foreign: dot1q termination vid 1',
      'foreign: description inner',
      'interface: ip address 192.0.2.1 24',
    ],
  },
];

const UNINDENTED: readonly Row[] = [
  {
    what: 'each command in the view that has it',
    text: 'acl 3000\nrule 5 permit ip source 10.1.0.0 0.0.0.255\nike peer x\nremote-address 192.0.2.2\nike proposal 1\ndh group14\n',
    reads: [
      'system: acl 3000',
      'acl-advanced: rule 5 permit ip source 10.1.0.0 0.0.0.255',
      ...PEER,
      'system: ike proposal 1',
      'ike-proposal: dh group14',
    ],
  },
  {
    what: 'the nearest view first, then system view (vrp.md 1.1)',
    text: 'interface GigabitEthernet0/0/1\nipsec policy m\nipsec policy m 1 isakmp\nsecurity acl 3000\n',
    reads: [
      'system: interface GigabitEthernet0/0/1',
      'interface: ipsec policy m',
      'system: ipsec policy m 1 isakmp',
      'ipsec-policy-isakmp: security acl 3000',
    ],
  },
  {
    what: 'a command of another feature ends the view',
    text: 'ike peer x\nremote-address 192.0.2.2\nbgp 65001\ndescription x\n',
    reads: [...PEER, 'foreign: bgp 65001', 'failure: description x'],
  },
  {
    what: 'a header that cannot be read ends the view: what follows is not of the object before',
    text: 'ike peer x\nremote-address 192.0.2.2\nike peer much-too-long-a-name\nexchange-mode main\n',
    reads: [...PEER, 'problem: ike peer much-too-long-a-name', 'failure: exchange-mode main'],
  },
  {
    what: 'quit, and return',
    text: 'ike peer x\nquit\nike peer x\nremote-address 192.0.2.2\nreturn\nremote-address 192.0.2.3\n',
    reads: ['system: ike peer x', 'foreign: quit', ...PEER, 'failure: remote-address 192.0.2.3'],
  },
];

const CAPTURES: readonly Row[] = [
  {
    what: 'prompts of every view and family (vrp.md 1.1)',
    text: '<Huawei>system-view\n[Huawei]ike peer x\n[Huawei-ike-peer-x]remote-address 192.0.2.2\n',
    reads: ['foreign: system-view', ...PEER],
  },
  {
    what: 'uncommitted',
    text: '[~HUAWEI]ike peer x\n[*HUAWEI-ike-peer-x]remote-address 192.0.2.2\n',
    reads: PEER,
  },
  {
    what: 'hot standby',
    text: 'HRP_M[FW]ike peer x\nHRP_M[FW-ike-peer-x]remote-address 192.0.2.2\nHRP_S<FW>save\n',
    reads: [...PEER, 'operation: save'],
  },
  {
    what: 'a blank behind the prompt, as documents print it',
    text: '[RouterA] ike peer x\n[RouterA-ike-peer-x] remote-address 192.0.2.2\n[RouterA-ike-peer-x] quit\n',
    reads: [...PEER, 'foreign: quit'],
  },
  {
    what: 'answers of the device (vrp.md 1.5)',
    text: "[R1]ike peer x\n[R1-ike-peer-x]remote-addres 192.0.2.2 1 2\n                              ^\nError:Too many parameters found at '^' position.\n[R1-ike-peer-x]remote-address 192.0.2.2\nInfo: Done.\n",
    reads: [
      'system: ike peer x',
      'failure: remote-addres 192.0.2.2 1 2',
      'printed: ^',
      "printed: Error:Too many parameters found at '^' position.",
      'ike-peer: remote-address 192.0.2.2',
      'printed: Info: Done.',
    ],
  },
  {
    what: 'the output of a display',
    text: '<R1>display ike sa\n  Conn-ID  Peer\n  ike peer y\n[R1]ike peer x\n[R1]remote-address 192.0.2.2\n',
    reads: ['operation: display ike sa', 'printed: Conn-ID  Peer', 'printed: ike peer y', ...PEER],
  },
  {
    what: 'the configuration that a display prints',
    text: '<R1>dis cu\n2025-05-07 15:10:12.750 \n#\nike peer x\n remote-address 192.0.2.2\n#\nreturn\n<R1>\n',
    reads: ['operation: dis cu', ...PEER],
  },
  {
    what: 'pager marks, and what erases them (vrp.md 1.7)',
    text: '<R1>display this\nike peer x\n  ---- More ----\u001b[42D                                          \u001b[42D remote-address 192.0.2.2\n  ---- More ----\n#\nreturn\n',
    reads: ['operation: display this', ...PEER],
  },
];

describe('files as devices save them', () => {
  it.each(FILES)('$what', ({ text, reads }) => {
    expect(statements(text)).toEqual(reads);
  });
});

describe('text without indentation', () => {
  it.each(UNINDENTED)('$what', ({ text, reads }) => {
    expect(statements(text)).toEqual(reads);
  });
});

describe('captures of a terminal', () => {
  it.each(CAPTURES)('$what', ({ text, reads }) => {
    expect(statements(text)).toEqual(reads);
  });
});
