import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Failure } from '../../contract/index.ts';
import { onTerminal, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface Step {
  readonly name: string;
  readonly elapsedMs: number;
}

const metformin = 'New users of metformin';
const sglt2 = 'New users of an SGLT2 inhibitor';
const sulfonylurea = 'New users of a sulfonylurea';
const diabetes = 'Type 2 diabetes';
const death = 'Death';

/** A place that is not taken: the demo never writes over anything. */
function freePlace(out: string): string {
  for (let n = 1; ; n++) {
    const place = n === 1 ? out : `${out}-${n}`;
    if (!existsSync(place)) return place;
  }
}

/** The main job, from a folder of OMOP files to a checked bundle, with the time of each step. */
async function demo(terminal: Terminal, out: string, json: boolean): Promise<void> {
  const { backend } = terminal;
  const folder = freePlace(resolve(out));
  const study = join(folder, 'sample.stillroom');
  const steps: Step[] = [];
  mkdirSync(folder, { recursive: true });

  async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const value = await work();
    steps.push({ name, elapsedMs: performance.now() - started });
    return value;
  }
  const pin = async (run: string | null, title: string, context: string) =>
    (await backend.call('finding.add', { run: run ?? '', title, context })).id;

  await step('import the sample cohort through the gate', () =>
    backend.call('study.sample', { path: study }, terminal),
  );
  const { cohorts } = (await backend.call('study.current', {})) ?? { cohorts: [] };
  const generated = await step(`generate ${cohorts.length} cohorts`, () =>
    backend.call('cohort.run', { names: cohorts }, terminal),
  );
  const failed = generated.find(({ failure }) => failure)?.failure;
  if (failed) throw Failure.fromWire(failed);
  const attrition = generated.find(({ name }) => name === diabetes);
  const tableOne = await step('describe two treatment groups', () =>
    backend.call(
      'analysis.run',
      { name: 'table-one', source: { kind: 'cohort', cohorts: [sglt2, sulfonylurea] } },
      terminal,
    ),
  );
  const survival = await step('follow them to death', () =>
    backend.call(
      'analysis.run',
      {
        name: 'survival',
        source: { kind: 'cohort', cohorts: [metformin, sglt2, sulfonylurea] },
        params: { outcome: death },
      },
      terminal,
    ),
  );
  const model = await step('ask the on-device model', () =>
    backend.call(
      'model.evaluate',
      {
        source: { kind: 'cohort', cohort: diabetes, outcome: { cohort: death, fromDay: 1, toDay: 1095 } },
        folds: 5,
        repeats: 1,
        explain: true,
      },
      terminal,
    ),
  );
  const findings = await step('check the findings for disclosure', async () => [
    await pin(
      attrition?.run ?? null,
      'Who has type 2 diabetes in the sample',
      'How many persons each inclusion rule leaves, before anything is compared.',
    ),
    await pin(
      tableOne.run,
      'New users of SGLT2 inhibitors beside new users of sulfonylureas',
      'The groups differ before treatment: confounding by indication is expected.',
    ),
    await pin(survival.run, 'Death by glucose-lowering treatment', 'Crude survival; no adjustment was made.'),
    await pin(
      model.run,
      'Three-year mortality predicted by the on-device model',
      'Exploratory. The model was trained on synthetic tables; nothing was fitted to these persons.',
    ),
  ]);
  const bundlePath = join(folder, 'findings.zip');
  const bundle = await step('export a bundle', () =>
    backend.call('export.bundle', { findings, out: bundlePath }, terminal),
  );
  const verified = await step('verify the bundle', () => backend.call('bundle.verify', { path: bundlePath }, terminal));
  const report = join(folder, 'report.html');
  const { html } = await backend.call('finding.report', { findings });
  writeFileSync(report, html);

  if (json) return terminal.print(JSON.stringify({ study, bundle: bundle.bundle, report, steps }));
  terminal.print(
    textTable(
      ['step', 'ms'],
      steps.map((s) => [s.name, Math.round(s.elapsedMs)]),
    ),
  );
  terminal.print(
    `\n${tableOne.title}\n${tableOne.sentence}\n\n${survival.title}\n${survival.sentence}\n\n${model.title}\n${model.sentence}\n`,
  );
  terminal.print(
    `${bundle.findings.length} findings left the study as a bundle; the disclosure check changed ${bundle.changes.length} things. Verified: ${verified.ok ? 'unchanged' : verified.problems.join(' ')}\n`,
  );
  terminal.print(`Study   ${study}\nBundle  ${bundle.bundle}\nReport  ${report}`);
}

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('the main job on the sample cohort, end to end, to a checked bundle and a report')
    .option('--out <folder>', 'where the study, the bundle and the report go', 'stillroom-demo')
    .option('--json', 'one JSON document on standard output')
    .action(({ out, json }) => onTerminal((terminal) => demo(terminal, out, json === true), json === true));
}
