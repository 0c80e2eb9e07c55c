import { describe, expect, it } from 'vitest';
import { vrp } from '../../../src/dialects/vrp/index.ts';
import { printDiagnostics } from '../../../src/cli/print-diagnostics.ts';

interface Row {
  readonly what: string;
  readonly profile?: string;
  /** The last line is at fault. */
  readonly text: string;
  readonly says: readonly string[];
}

/** The five cases of `reference/vrp.md` 1.5: what a person is told, and what the device would say. */
const ROWS: readonly Row[] = [
  {
    what: 'unrecognized: a word like another',
    text: 'ike peer x\n remote-adress 192.0.2.1\n',
    says: [
      'f:2:2: error: "remote-adress" is not a command of the ike-peer view [TG101]',
      ' 2 |  remote-adress 192.0.2.1',
      '   |  ^^^^^^^^^^^^^',
      '   help: did you mean "remote-address"? a device answers: Error: Unrecognized command found at \'^\' position.',
    ],
  },
  {
    what: 'unrecognized: a word like none',
    text: 'ipsec proposal p\n esp foo sha1\n',
    says: [
      'f:2:6: error: "foo" is not a command of the ipsec-proposal view [TG101]',
      ' 2 |  esp foo sha1',
      '   |      ^^^',
      '   help: expected "authentication-algorithm" or "encryption-algorithm"; a device answers: Error: Unrecognized command found at \'^\' position.',
    ],
  },
  {
    what: 'ambiguous',
    text: 'ike proposal 1\n auth sha1\n',
    says: [
      'f:2:2: error: "auth" must be spelled out: it is ambiguous [TG110]',
      ' 2 |  auth sha1',
      '   |  ^^^^',
      '   help: it may be "authentication-algorithm" or "authentication-method"; a device answers: Error:Ambiguous command found at \'^\' position.',
    ],
  },
  {
    what: 'wrong parameter: a range, and the caret under the right one of two equal digits',
    profile: 'ne',
    text: 'ike dpd interval 5 15\n',
    says: [
      'f:1:18: error: check must be 10..3600 [TG111]',
      ' 1 | ike dpd interval 5 15',
      '   |                  ^',
      "   help: a device answers: Error: Wrong parameter found at '^' position.",
    ],
  },
  {
    what: 'wrong parameter: a kind',
    text: 'ike peer x\n remote-address 192.0.2.300\n',
    says: [
      'f:2:17: error: remote-address must be an IP address [TG110]',
      ' 2 |  remote-address 192.0.2.300',
      '   |                 ^^^^^^^^^^^',
      "   help: a device answers: Error: Wrong parameter found at '^' position.",
    ],
  },
  {
    what: 'incomplete',
    text: 'ike proposal 1\n authentication-method\n',
    says: [
      'f:2:23: error: incomplete: <method> (one of pre-share, rsa-signature, digital-envelope) is missing [TG106]',
      ' 2 |  authentication-method',
      '   |                       ^',
      "   help: expected <method> (one of pre-share, rsa-signature, digital-envelope); a device answers: Error:Incomplete command found at '^' position.",
    ],
  },
  {
    what: 'too many',
    text: 'ike peer x\n ike-proposal 1 2\n',
    says: [
      'f:2:17: error: "2" is more than "ike-proposal" takes [TG107]',
      ' 2 |  ike-proposal 1 2',
      '   |                 ^',
      "   help: expected the end of the line; a device answers: Error:Too many parameters found at '^' position.",
    ],
  },
  {
    what: 'too many, on VRP8',
    profile: 'ne',
    text: 'ike peer x\n ike-proposal 1 2\n',
    says: [
      'f:2:17: error: "2" is more than "ike-proposal" takes [TG107]',
      ' 2 |  ike-proposal 1 2',
      '   |                 ^',
      "   help: expected the end of the line; a device answers: Error: Too many parameters found at '^' position.",
    ],
  },
  {
    what: 'the key of a line that cannot be read',
    text: 'ike peer x\n pre-shard-key Tg-Demo-2026\n',
    says: [
      'f:2:2: error: "pre-shard-key" is not a command of the ike-peer view [TG101]',
      ' 2 |  pre-shard-key *****',
      '   |  ^^^^^^^^^^^^^',
      '   help: did you mean "pre-shared-key"? a device answers: Error: Unrecognized command found at \'^\' position.',
    ],
  },
  {
    what: 'the key of a line that may be two',
    text: 'ike peer x\n[R1-ike-peer-x]p Tg-Demo-2026\n',
    says: [
      'f:2:16: error: "p" must be spelled out: it is ambiguous [TG110]',
      ' 2 | [R1-ike-peer-x]p *****',
      '   |                ^',
      '   help: it may be "pre-shared-key" or "pki"; a device answers: Error:Ambiguous command found at \'^\' position.',
    ],
  },
  {
    what: 'a command typed behind a prompt: the column is that of the file',
    text: '[R1]ike proposal 1\n[R1-ike-proposal-1]dh group3\n',
    says: [
      'f:2:23: error: dh must be one of group1, group2, group5, group14, group15, group16, group18, group19, group20, group21, group24 [TG110]',
      ' 2 | [R1-ike-proposal-1]dh group3',
      '   |                       ^^^^^^',
      "   help: a device answers: Error: Wrong parameter found at '^' position.",
    ],
  },
  {
    what: 'a command of a view outside of it',
    text: 'sysname R1\nremote-address 192.0.2.1\n',
    says: [
      'f:2:1: error: "remote-address" is not a command of the system view [TG101]',
      ' 2 | remote-address 192.0.2.1',
      '   | ^^^^^^^^^^^^^^',
      '   help: expected "sysname", "undo", "ipsec", "ike", "ikev1", "ikev2", "acl", "interface", "ip" or "ipv6"; a device answers: Error: Unrecognized command found at \'^\' position.',
    ],
  },
];

describe('what is said of a line that cannot be read', () => {
  it.each(ROWS)('$what', ({ profile = 'ar', text, says }) => {
    const files = [{ name: 'f', text }];
    const { diagnostics } = vrp.read(files, profile);
    expect(printDiagnostics(diagnostics, files, vrp).flatMap((entry) => entry.split('\n'))).toEqual(says);
  });
});
