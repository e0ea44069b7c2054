/** Entry of the engine's utilityProcess: serves the backend on every port that main hands it. */
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { WirePort } from '../contract/wires/port.ts';
import { servePort } from '../contract/wires/port.ts';
import { createBackend } from '../core/backend.ts';
import { yieldToTheWindow } from '../core/engine/priority.ts';
import { defaultLimits } from '../core/engine/settings.ts';
import { createInferenceClient } from '../core/inference/client.ts';
import manifest from '../package.json' with { type: 'json' };
import { modelOverPort } from './model-port.ts';
import { asWire } from './wire.ts';

/** In a package the data folders are unpacked beside the archive; in a checkout they stand two folders up. */
const resources = import.meta.dirname.includes('app.asar')
  ? process.resourcesPath
  : dirname(dirname(import.meta.dirname));

yieldToTheWindow();
const backend = createBackend({
  host: 'desktop',
  version: manifest.version,
  limits: defaultLimits(),
  modelsFolder: join(resources, 'models'),
  sampleFolder: join(resources, 'datasets', 'sample'),
  templatesFolder: join(resources, 'datasets', 'cohorts'),
  home: process.env.STILLROOM_HOME ?? join(homedir(), 'Stillroom'),
  proofFile: join(resources, 'out', 'offline-proof.json'),
  inference: createInferenceClient(() => modelOverPort(process.parentPort)),
});

process.parentPort.on('message', ({ data, ports: [port] }) => {
  if (data?.kind !== 'serve' || !port) return;
  const wire: WirePort = asWire(port);
  servePort(backend, wire);
});
