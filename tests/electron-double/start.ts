/** `node --import tsx start.ts <main.js> [arguments]`: runs a built main process with `electron` answered by the double. */
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { questions } from './questions.ts';

const double = JSON.stringify(import.meta.resolve('./electron.ts'));
const hook = `export const resolve = (name, context, next) =>
  next(name === 'electron' ? ${double} : name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

process.on('message', async ({ id, name, argument }: { id: number; name: keyof typeof questions; argument: never }) => {
  const answer = await questions[name](argument);
  process.send?.({ id, answer });
});
// The test that started it is gone.
process.on('disconnect', () => questions.quit());

const [node = '', , main = '', ...args] = process.argv;
process.argv = [node, main, ...args];
await import(pathToFileURL(main).href);
