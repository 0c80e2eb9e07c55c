// The same run under two versions of Node: its trace hash must be the same. Node 20 strips no types, so it runs what
// tsc makes of the engine and the fleet. Usage: npm run bench:engine-nodes [-- OTHER_NODE]
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [other = '/usr/bin/node'] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..');
const build = join(root, 'node_modules', '.cache', 'engine-bench'); // inside the project, so that packages are found
const project = join(build, 'tsconfig.json');
rmSync(build, { recursive: true, force: true });
execFileSync('mkdir', ['-p', build]);
writeFileSync(join(build, 'package.json'), '{"type":"module"}');
writeFileSync(
  project,
  JSON.stringify({
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noEmit: false, rootDir: root, outDir: build },
    include: [join(root, 'bench/engine/hash.ts')],
    exclude: [],
  }),
);
const compiler = join(root, 'node_modules/typescript-7/bin/tsc');
execFileSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
for (const node of [process.execPath, other]) {
  const script = join(build, 'bench/engine/hash.js');
  process.stdout.write(execFileSync(node, [script], { encoding: 'utf8' }));
}
