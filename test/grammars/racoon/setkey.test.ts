import { describe, expect, it } from 'vitest';
import { readFile } from '../../../grammars/racoon/read.ts';
import type { RacoonStatement } from '../../../grammars/racoon/statement.ts';

function meaningOf({ understood }: RacoonStatement): unknown {
  return understood.kind === 'command' || understood.kind === 'key' ? understood.values : understood.kind;
}

/** racoon reference 4.4. */
describe('policies of setkey', () => {
  it.each([
    [
      'out ipsec esp/tunnel/192.0.2.1-198.51.100.2/require',
      'ipsec',
      ['esp/tunnel/192.0.2.1-198.51.100.2/require'],
      undefined,
    ],
    [
      'in ipsec esp/transport//require ah/transport//use',
      'ipsec',
      ['esp/transport//require', 'ah/transport//use'],
      undefined,
    ],
    ['out prio high none', 'none', [], 'high'],
    ['out prio def - 1 discard', 'discard', [], 'def - 1'],
    ['out prio -5 none', 'none', [], '-5'],
    ['fwd ipsec esp/tunnel/::1-::2/unique:7', 'ipsec', ['esp/tunnel/::1-::2/unique:7'], undefined],
    [
      'out ipsec ipcomp/tunnel/10.0.0.1-10.0.0.2/use esp/tunnel/10.0.0.1-10.0.0.2',
      'ipsec',
      ['ipcomp/tunnel/10.0.0.1-10.0.0.2/use', 'esp/tunnel/10.0.0.1-10.0.0.2/default'],
      undefined,
    ],
  ])('%s', (policy, action, requests, priority) => {
    const [statement] = readFile(
      `spdadd 10.1.0.0/16[any] 10.2.0.0/16[443] tcp -P ${policy};\n`,
      'setkey.conf',
      'strict',
    );
    expect(statement === undefined ? undefined : meaningOf(statement)).toMatchObject({
      source: '10.1.0.0/16',
      'source-port': 'any',
      destination: '10.2.0.0/16',
      'destination-port': '443',
      protocol: 'tcp',
      action,
      requests,
      ...(priority === undefined ? {} : { priority }),
    });
  });

  it('here-documents of a script: only their bodies are commands', () => {
    const script =
      '#!/bin/sh\nA=1\nsetkey -c <<EOF\nflush;\nspdflush;\nEOF\necho done\necho "spdflush;" | setkey -c\n';
    const kinds = readFile(script, 'up.sh', 'lenient').map(({ start, end, understood }) => [
      script.slice(start, end),
      understood.kind,
    ]);
    expect(kinds).toEqual([
      ['A=1', 'foreign'],
      ['setkey -c <<EOF', 'foreign'],
      ['flush;', 'command'],
      ['spdflush;', 'command'],
      ['EOF', 'foreign'],
      ['echo done', 'foreign'],
      ['spdflush;', 'command'],
    ]);
  });

  it('a file of several files is cut at its marks', () => {
    const text =
      '# --- racoon.conf ---\nlog info;\n# --- psk.txt ---\n192.0.2.1\ta key # with a mark\n# --- setkey.conf ---\nflush;\n';
    expect(readFile(text, '-', 'strict').map(({ understood }) => understood.kind)).toEqual([
      'directive',
      'key',
      'command',
    ]);
  });

  it('a carriage return ends strict reading of setkey, and is no part of a key', () => {
    expect(readFile('flush;\r\n', 'setkey.conf', 'strict').map(({ understood }) => understood.kind)).toEqual([
      'command',
    ]);
    expect(
      readFile('\r\nflush;\r\n', 'setkey.conf', 'strict').map(({ understood }) => understood.kind),
    ).toEqual(['syntax-error']);
    const [key] = readFile('192.0.2.1 k\r\n', 'psk.txt', 'lenient');
    expect(key === undefined ? undefined : meaningOf(key)).toEqual({ identity: '192.0.2.1', key: 'k' });
  });
});
