import { join } from 'node:path';
import type { Terminal } from '../terminal.ts';

/** What one step of a release took. */
export interface ReleaseStep {
  readonly step: string;
  readonly seconds: number;
}

const metformin = 'New users of metformin';
const sglt2 = 'New users of an SGLT2 inhibitor';
const sulfonylurea = 'New users of a sulfonylurea';

/**
 * A full tabular analysis of the sample: the attrition of each of its eight cohorts, a table one, survival and a comparison of
 * treatments. Its eleven findings are checked for disclosure, exported as one signed bundle and verified.
 */
export async function measureRelease(terminal: Terminal, folder: string): Promise<readonly ReleaseStep[]> {
  const { backend } = terminal;
  const steps: ReleaseStep[] = [];
  async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const value = await work();
    steps.push({ step, seconds: (performance.now() - started) / 1000 });
    return value;
  }
  const analyse = (name: string, cohorts: string[], params: Record<string, unknown> = {}) =>
    backend.call('analysis.run', { name, source: { kind: 'cohort', cohorts }, params }, terminal);

  await timed('import the sample', () =>
    backend.call('study.sample', { path: join(folder, 'release.stillroom') }, terminal),
  );
  const { cohorts } = (await backend.call('study.current', {}))!;
  const generated = await timed(`generate ${cohorts.length} cohorts`, () =>
    backend.call('cohort.run', { names: cohorts }, terminal),
  );
  const analyses = await timed('table one, survival and a comparison of treatments', async () => [
    await analyse('table-one', [sglt2, sulfonylurea]),
    await analyse('survival', [metformin, sglt2, sulfonylurea], { outcome: 'Death' }),
    await analyse('treatment-comparison', [sglt2, sulfonylurea], { outcome: 'Death' }),
  ]);
  const runs = [...generated, ...analyses].flatMap(({ run }) => run ?? []);
  const findings = await timed(`check ${runs.length} findings`, async () => {
    const ids: string[] = [];
    for (const run of runs) ids.push((await backend.call('finding.add', { run, context: 'Measured.' })).id);
    return ids;
  });
  const out = join(folder, 'findings.zip');
  await timed('check them again together, write and sign the bundle', () =>
    backend.call('export.bundle', { findings, out }, terminal),
  );
  await timed('verify the bundle', () => backend.call('bundle.verify', { path: out }, terminal));
  return steps;
}
