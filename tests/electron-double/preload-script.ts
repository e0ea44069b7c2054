import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toChromium } from './origin.ts';

export const toMain = '__electronDoubleToMain';
export const fromMain = '__electronDoubleFromMain';

const pageElectron = readFileSync(fileURLToPath(new URL('./page-electron.js', import.meta.url)), 'utf8').trim();
const asExpression = pageElectron.replace(/;$/, '');

/** The built preload script, with the `electron` it requires, for the top frame of the shell's own page only. */
export function preloadScript(preload: string, pageUrl: string): string {
  return `(() => {
    if (window !== window.top || location.origin !== ${JSON.stringify(new URL(toChromium(pageUrl)).origin)}) return;
    const { electron, receive } = (${asExpression})(window.${toMain});
    Object.defineProperty(window, '${fromMain}', { value: receive });
    const require = (name) => {
      if (name === 'electron') return electron;
      throw new Error('A sandboxed preload script has no ' + name);
    };
    ((require, module, exports) => {
      ${readFileSync(preload, 'utf8')}
    })(require, { exports: {} }, {});
  })();`;
}
