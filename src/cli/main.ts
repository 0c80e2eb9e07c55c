#!/usr/bin/env node
import module from 'node:module';

// Compiled code is kept for the next start, where Node can (22.8 and later): of all that is loaded behind this line.
module.enableCompileCache?.();
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that went away (`| head`) is no error of ours.
  if (error.code !== 'EPIPE') throw error;
});
const { main } = await import('./program.ts');
process.exitCode = await main(process.argv.slice(2));
