import { createBackend, type LocalBackend } from '../core/backend.ts';
import { defaultLimits } from '../core/engine/settings.ts';
import { createInferenceClient } from '../core/inference/client.ts';
import { forkInference } from '../core/inference/fork.ts';
import type { SessionOptions } from '../core/session.ts';
import manifest from '../package.json' with { type: 'json' };
import { home, inferenceEntry, modelsFolder, proofFile, sampleFolder, templatesFolder } from './paths.ts';

/** Threads and memory may be set for a machine that is shared: STILLROOM_THREADS, STILLROOM_MEMORY (such as `4GB`). */
function limits() {
  const { threads, memoryLimit } = defaultLimits();
  const asked = Number(process.env.STILLROOM_THREADS);
  return {
    threads: Number.isInteger(asked) && asked > 0 ? asked : threads,
    memoryLimit: process.env.STILLROOM_MEMORY ?? memoryLimit,
  };
}

/** The backend in this process, with the model in a process of its own. */
export function openLocalBackend(host: SessionOptions['host']): LocalBackend {
  return createBackend({
    host,
    version: manifest.version,
    limits: limits(),
    modelsFolder,
    sampleFolder,
    templatesFolder,
    home,
    proofFile,
    inference: createInferenceClient(() => forkInference(inferenceEntry)),
  });
}
