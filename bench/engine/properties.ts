// The invariants of the engine against 100,000 random labs. Usage: node bench/engine/properties.ts [LABS] [SEED] [WORD OF A NAME]
import { PROPERTIES as IKEV1 } from '../../test/engine/ikev1/properties.ts';
import { PROPERTIES } from '../../test/engine/properties.ts';

const [labs = '100000', seed = '1', word = ''] = process.argv.slice(2);
for (const { name, run } of [...PROPERTIES, ...IKEV1].filter((one) => one.name.includes(word))) {
  const before = process.cpuUsage();
  const broken = run(Number(labs), Number(seed));
  const { user, system } = process.cpuUsage(before);
  const seconds = ((user + system) / 1e6).toFixed(0);
  process.stdout.write(`${broken === '' ? 'holds' : 'BROKEN'} (${seconds} s): ${name}\n${broken}\n`);
  if (broken !== '') process.exitCode = 1;
}
