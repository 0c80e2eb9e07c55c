import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

/** Every run of a test reads the same modules. */
const COMPILE_CACHE = join(import.meta.dirname, '../../node_modules/.cache/node');

/** Runs the command line as a user would, in a folder. */
export function runCli(words: readonly string[], cwd: string, input = ''): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
  });
  return { code: status, out: stdout, err: stderr };
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes when the tests of a file have run. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelglot-test-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A small gateway of profile usg. */
export const HUB = `#
 sysname HUB
#
ipsec sha2 compatible enable
#
acl number 3000
 rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.20.0.0 0.0.255.255
#
ipsec proposal prop1
 esp authentication-algorithm sha2-256
 esp encryption-algorithm aes-256
#
ike proposal 1
 encryption-algorithm aes-256
 dh group14
 authentication-algorithm sha2-256
 authentication-method pre-share
 integrity-algorithm hmac-sha2-256
 prf hmac-sha2-256
#
ike peer spoke1
 undo version 1
 pre-shared-key Tg-Demo-2026
 ike-proposal 1
 remote-address 203.0.113.2
#
ipsec policy map1 1 isakmp
 security acl 3000
 ike-peer spoke1
 proposal prop1
 tunnel local 198.51.100.1
#
return
`;
