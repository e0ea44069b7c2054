import type { appMethods } from '../../contract/app.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handlers.ts';
import { readOfflineProof } from './offline-proof.ts';
import { versionsOf } from './versions.ts';

export const appHandlers = ({ options }: Session): HandlersOf<typeof appMethods> => ({
  'app.info': () => ({
    version: options.version,
    host: options.host,
    versions: versionsOf(options),
    threads: options.limits.threads,
    memoryLimit: options.limits.memoryLimit,
    home: options.home,
  }),
  'app.offlineProof': () => ({ proof: options.proofFile === undefined ? null : readOfflineProof(options.proofFile) }),
});
