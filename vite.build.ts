import { defineConfig } from 'vite';

/**
 * What ships: our own modules in a few files, since each file that Node loads costs a start half a millisecond, and there
 * are hundreds. Dependencies stay packages of their own. Commands stay apart: each is loaded when it is typed.
 */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: {
        'src/index': 'src/index.ts',
        'src/cli/main': 'src/cli/main.ts',
        'src/cli/translate-worker': 'src/cli/translate-worker.ts',
      },
      // The worker is found beside the chunk that starts it.
      output: { entryFileNames: '[name].js', chunkFileNames: 'src/cli/[name].js' },
    },
  },
});
