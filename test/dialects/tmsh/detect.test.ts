import { describe, expect, it } from 'vitest';
import { tmsh } from '../../../src/dialects/tmsh/index.ts';

describe('what tells that a text is tmsh', () => {
  it.each([
    ['the first line of an SCF', '#TMSH-VERSION: 14.1.4\n', '14'],
    ['a block', 'net ipsec ike-peer /Common/a {\n    version { v2 }\n}\n', '16'],
    ['a command', 'create net ipsec ike-peer a remote-address 203.0.113.2\n', '16'],
    ['a script', '#!/bin/bash\ntmsh create net ipsec ike-peer a remote-address 203.0.113.2\n', '16'],
    ['a session', 'root@(bigip1)(cfg-sync Standalone)(Active)(/Common)(tmos)# list net ipsec\n', '16'],
    ['commands in quotes', "tmsh -c 'list net ipsec ike-peer'\n", '16'],
  ])('%s', (_what, text, profile) => {
    expect(tmsh.detect(text)?.profile).toBe(profile);
  });

  it.each([
    ['VRP', '#\n sysname A\n#\nike peer a\n'],
    ['racoon', 'remote anonymous {\n\texchange_mode main;\n}\n'],
    ['prose', 'Create net profit, then modify the route.\n'],
  ])('%s is none', (_what, text) => {
    expect(tmsh.detect(text)).toBeUndefined();
  });
});
