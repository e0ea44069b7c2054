import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };

/** The terminal, the engine's process and the model's process, for Node. Dependencies stay in node_modules. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'out/node',
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      input: { stillroom: 'cli/main.ts', engine: 'cli/serve/engine.ts', inference: 'core/inference/process.ts' },
      external: [...builtinModules, /^node:/, ...Object.keys(manifest.dependencies)],
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
