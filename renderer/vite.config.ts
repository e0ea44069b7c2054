import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The window speaks English: the kit's built-in words in thirty other languages stay out of the build. */
const englishOnly: Plugin = {
  name: 'stillroom-english-only',
  enforce: 'pre',
  load(id) {
    const isOtherLanguage = /react-(aria|stately)[^?]*\/intl\/.*\/(?!en-US)[a-z]{2}-[A-Z]{2}\.m?js/.test(id);
    return isOtherLanguage ? 'export default {};' : null;
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), englishOnly],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
