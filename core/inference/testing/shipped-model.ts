import { fileURLToPath } from 'node:url';
import { modelFolderOf } from '../installed-models.ts';

/** The folder of the model that is shipped as the default. For tests. */
export const shippedModel = modelFolderOf(fileURLToPath(new URL('../../../models', import.meta.url)), undefined);
