import { resolve } from 'node:path';
import type { bundleMethods } from '../../contract/bundle.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handlers.ts';
import { signOff, takeSignOff } from './sign-off.ts';
import { verifyFile } from './verify-file.ts';

export const bundleHandlers = (session: Session): HandlersOf<typeof bundleMethods> => ({
  'bundle.verify': (asked) => verifyFile(asked),
  'bundle.signOff': ({ path, out, ...asked }) =>
    signOff(session.options.home, { ...asked, path: resolve(path), ...(out !== undefined && { out: resolve(out) }) }),
  'bundle.takeSignOff': ({ path }) => takeSignOff(session, path),
});
