import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { arrives, reach, take, write } from './by-keyboard.ts';
import { root } from './hosts/root.ts';
import { anyHost, journey } from './journey.ts';

const name = 'Women with diabetes';
const line = (page: Page, path: string) => page.locator(`[data-line="${path}"]`);
const rule = (index: number) => `$.InclusionRules[${index}]`;

/** Makes a concept set in the word that has the focus: one concept by its id, with its descendants. */
async function newConceptSet(page: Page, title: string, conceptId: string): Promise<void> {
  await take(page, 'New concept set');
  const dialog = page.getByRole('dialog', { name: 'New concept set' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type(title);
  await reach(page, /^Search concepts$/);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await expect(dialog.getByRole('searchbox')).toHaveValue('');
  await page.keyboard.type(conceptId);
  await expect(dialog.getByRole('row').first()).toContainText(conceptId);
  // Enter adds the first of what was found once the search is through.
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('tab', { name: /^Items/ })).toContainText('1', { timeout: 500 });
  }).toPass();
  await reach(page, /^Use this set$/);
  await page.keyboard.press('Enter');
  await arrives(page, new RegExp(`: “${title}”`));
}

/** Adds a rule under a name, and a first thing that it asks. The focus is then on the first word of that. */
async function addRule(page: Page, title: string, what: string): Promise<void> {
  await reach(page, /^Add a rule$/);
  await page.keyboard.press('Enter');
  await arrives(page, /^name of the rule/);
  await write(page, title);
  await arrives(page, new RegExp(`^name of the rule: ${title}`));
  await addTo(page, title, what);
}

async function addTo(page: Page, title: string, what: string): Promise<void> {
  await reach(page, new RegExp(`^Add… to “${title}`));
  await take(page, what);
}

/** From the first word of a criterion: `from` to `to` days before the entry event. */
async function chooseWindow(page: Page, from: string, to: string): Promise<void> {
  for (const [end, days] of [
    ['start', from],
    ['end', to],
  ] as const) {
    await reach(page, new RegExp(`^the ${end} of the window`));
    await take(page, 'days before');
    await arrives(page, new RegExp(`^the ${end} of the window: days before`));
    await reach(page, new RegExp(`^days of the ${end} of the window`), 'Shift+Tab');
    await write(page, days);
    await arrives(page, new RegExp(`^days of the ${end} of the window: ${days}`));
  }
}

/** Persons and events as the margin of a line says them. */
async function margin(page: Page, path: string): Promise<readonly [persons: number, events: number]> {
  const text = (await line(page, path).locator('> div').first().textContent()) ?? '';
  const counts = [...text.matchAll(/([\d,]+)\s(?:persons?|events?)/g)].map(([, n]) => Number(n?.replaceAll(',', '')));
  return [counts[0] ?? -1, counts[1] ?? -1];
}

/** The counts are there. Where the last count was slow, as on a busy machine, the next one waits to be asked for. */
async function counted(page: Page): Promise<void> {
  const done = page.getByText(/^Counted on “sample” in /);
  const ask = page.getByRole('button', { name: 'Count', exact: true });
  await expect(done.or(ask).first()).toBeVisible();
  if (await ask.isVisible()) {
    const focused = await page.evaluateHandle(() => document.activeElement);
    await ask.press('Enter');
    await expect(done).toBeVisible();
    await focused.asElement()?.focus();
  }
}

/** From blank to five rules, by keyboard alone. */
async function build(page: Page): Promise<void> {
  await reach(page, /^New cohort…$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await arrives(page, /^Add an entry event…$/);

  await take(page, 'condition occurrence');
  await arrives(page, /^which condition occurrences of a person count/);
  await take(page, 'the first');
  await arrives(page, /: the first$/);
  await page.keyboard.press('Tab');
  await newConceptSet(page, 'Type 2 diabetes', '201826');

  await addRule(page, 'Women', 'gender');
  await arrives(page, /^gender: FEMALE/);

  await addRule(page, 'Aged 40 to 85', 'age');
  await arrives(page, /^how age is compared/);
  await take(page, 'from');
  await reach(page, /^lower limit of age/);
  await write(page, '40');
  await reach(page, /^upper limit of age/);
  await write(page, '85');

  await addRule(page, 'HbA1c in the year before', 'measurement');
  await arrives(page, /^how many there must be: at least/);
  await reach(page, /^concept set of the measurement/);
  await newConceptSet(page, 'HbA1c', '3004410');
  await chooseWindow(page, '365', '0');

  await addRule(page, 'No kidney failure before', 'condition occurrence');
  await arrives(page, /^how many there must be: at least/);
  await take(page, 'no');
  await arrives(page, /^how many there must be: no/);
  await reach(page, /^concept set of the condition occurrence/);
  await newConceptSet(page, 'Kidney failure', '193782');
  await chooseWindow(page, '730', '1');

  await addRule(page, 'A treatment or a visit', 'any of several');
  await arrives(page, /^how many of these must hold: any/);
  await addTo(page, 'any of these hold', 'drug exposure');
  await arrives(page, /^how many there must be: at least/);
  await reach(page, /^concept set of the drug exposure/);
  await newConceptSet(page, 'Metformin', '1503297');
  await reach(page, /^Add… to “any of these hold/);
  await take(page, 'visit');
  await arrives(page, /^how many there must be: at least/);
}

interface CliResult {
  readonly persons: number;
  readonly rows: number;
  readonly attrition: { readonly persons: { readonly entry: number } };
  readonly remaining: readonly { readonly persons: number; readonly events: number }[];
}

/** The same definition, as the study keeps it, by the command line. */
function byCommandLine(home: string): CliResult {
  const studies = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((path) => /\.stillroom$/.test(path));
  const study = join(home, studies[0] ?? '');
  const file = join(study, 'cohorts', `${name}.json`);
  const program = join(root, 'out', 'node', 'stillroom.js');
  const printed = execFileSync(process.execPath, [program, 'cohort', 'run', '--study', study, '--json', file], {
    env: { ...process.env, STILLROOM_HOME: home },
    encoding: 'utf8',
  });
  const [result] = JSON.parse(printed) as readonly CliResult[];
  if (!result) throw new Error('The command line gave no result.');
  return result;
}

journey(
  'a cohort of five rules, from blank, by keyboard alone',
  async ({ page, home }) => {
    test.slow(true, 'hundreds of key presses, each waited for');
    await reach(page, /Open the sample study/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search or command' })).toBeVisible();
    await page.keyboard.type('go to cohorts');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveText('Cohorts');

    await build(page);
    await counted(page);
    const made = byCommandLine(home);
    expect(made.persons).toBeGreaterThan(0);
    const margins = await Promise.all([0, 1, 2, 3, 4].map((index) => margin(page, rule(index))));
    expect(margins).toEqual(made.remaining.map(({ persons, events }) => [persons, events]));
    const flow = page.getByRole('img', { name: /^How many persons each rule/ });
    await expect(flow).toContainText(`${made.attrition.persons.entry.toLocaleString('en')} persons`);
    await expect(flow).toContainText(`${made.persons.toLocaleString('en')} persons`);

    // Off and on again: shown as off, in the flow as well; the others stay.
    await reach(page, /^Actions for “Aged 40 to 85”/, 'Shift+Tab');
    await take(page, 'Switch off');
    await arrives(page, /^Actions for “Aged 40 to 85”/);
    await expect(flow).toContainText('off: not applied');
    await counted(page);
    await expect(page.getByRole('button', { name: 'Undo: Switch off “Aged 40 to 85”' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('button', { name: 'Redo: Switch off “Aged 40 to 85”' })).toBeVisible();
    await expect(flow).not.toContainText('off: not applied');
    await page.keyboard.press('Control+Shift+z');
    await expect(flow).toContainText('off: not applied');
    await reach(page, /^Actions for “Aged 40 to 85”/);
    await take(page, 'Switch on');
    await expect(flow).not.toContainText('off: not applied');

    // Reordered by keyboard: the focus goes along, and the place is said.
    await reach(page, /^Actions for “Aged 40 to 85”/);
    await page.keyboard.press('Alt+ArrowUp');
    await expect(page.getByText('“Aged 40 to 85” is now 1 of 5.')).toBeAttached();
    await arrives(page, /^Actions for “Aged 40 to 85”/);
    await expect(line(page, rule(0))).toContainText('Aged 40 to 85');
    await counted(page);
    const moved = byCommandLine(home);
    expect(moved.persons).toBe(made.persons);
    const table = page.getByRole('table', { name: `Attrition of ${name}` });
    for (const { persons, events } of moved.remaining) {
      await expect(table).toContainText(persons.toLocaleString('en'));
      await expect(table).toContainText(events.toLocaleString('en'));
    }
  },
  anyHost,
);
