import { builtinModules } from 'node:module';
import { defineConfig, type UserConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };

const external = [...builtinModules, /^node:/, 'electron', ...Object.keys(manifest.dependencies)];

/** The desktop shell. `--mode preload` builds the preload script: a sandboxed window takes CommonJS and one file. */
export default defineConfig(({ mode }): UserConfig => {
  const isPreload = mode === 'preload';
  return {
    build: {
      ssr: true,
      target: 'node22',
      outDir: 'out/electron',
      emptyOutDir: false,
      minify: false,
      rollupOptions: {
        external,
        input: isPreload
          ? { preload: 'electron/preload/preload.ts' }
          : {
              main: 'electron/main/main.ts',
              'engine-process': 'electron/engine-process.ts',
              'inference-process': 'electron/inference-process.ts',
            },
        output: isPreload
          ? { format: 'cjs', entryFileNames: '[name].cjs' }
          : { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  };
});
