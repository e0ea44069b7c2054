import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { root } from './hosts/root.ts';
import { anyHost, journey } from './journey.ts';
import { chooseCohort, generate, goTo, openFolder, openSampleStudy } from './steps.ts';

journey('a cohort: opened from disk, renamed, undone, redone, read, generated, its SQL', async ({ page, home }) => {
  copyFileSync(join(root, 'datasets', 'cohorts', 'New users of metformin.json'), join(home, 'from ATLAS.json'));
  await openSampleStudy(page);
  await goTo(page, 'Cohorts');

  await page.getByRole('button', { name: 'Open files…' }).click();
  await openFolder(page, home);
  await page.getByRole('option', { name: 'from ATLAS.json' }).click();
  await page.getByRole('button', { name: 'Use 1 file' }).click();
  const opened = await chooseCohort(page, 'from ATLAS');
  await expect(opened.getByRole('heading', { name: 'Entry events', exact: true })).toBeVisible();
  await expect(opened).toContainText(/metformin/i);

  await opened.getByRole('button', { name: 'More for this cohort' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('First metformin');
  await page.keyboard.press('Enter');
  const list = page.getByRole('listbox', { name: 'Cohorts of this study' });
  await expect(list.getByRole('option', { name: 'First metformin' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo: Rename cohort/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(list.getByRole('option', { name: 'from ATLAS' })).toBeVisible();
  await expect(list.getByRole('option', { name: 'First metformin' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Redo: Rename cohort/ })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(list.getByRole('option', { name: 'First metformin' })).toBeVisible();

  const renamed = await chooseCohort(page, 'First metformin');
  await renamed.getByRole('button', { name: 'Generate', exact: true }).click();
  const attrition = renamed.getByRole('table', { name: 'Attrition of First metformin' });
  await expect(attrition.getByRole('columnheader', { name: 'Persons', exact: true })).toBeVisible();
  await expect(attrition.getByRole('columnheader', { name: 'Events', exact: true })).toBeVisible();
  await expect(attrition.getByRole('row', { name: /In the cohort/ })).toContainText('305');

  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('concept_set_items AS MATERIALIZED');
  await page.keyboard.press('Control+i');
  await expect(inspector).toBeHidden();
});

journey(
  'the attrition leaves as a checked finding, with its figure',
  async ({ page, home }) => {
    await openSampleStudy(page);
    await goTo(page, 'Cohorts');
    const cohort = await generate(page, 'Type 2 diabetes');
    await cohort.getByRole('button', { name: 'Take it out as a finding' }).click();
    await expect(cohort.getByRole('button', { name: 'In findings' }).first()).toBeVisible();

    await goTo(page, 'Findings');
    await page.getByText('For export', { exact: true }).click();
    await page.getByRole('button', { name: /^Export 1.finding/ }).click();
    await page.getByRole('button', { name: 'I have read it' }).click();
    const bundle = join(home, 'attrition.zip');
    await page.getByRole('textbox', { name: 'Write to' }).fill(bundle);
    await page.getByRole('button', { name: 'Write the bundle' }).click();
    await expect(page.getByRole('dialog', { name: 'The bundle is written' })).toBeVisible();

    const files = unzipSync(readFileSync(bundle));
    const path = Object.keys(files).find((name) => name.endsWith('/attrition.svg')) ?? '';
    const svg = new TextDecoder().decode(files[path]);
    writeFileSync(test.info().outputPath('attrition.svg'), svg);
    const figure = await page.context().newPage();
    await figure.setContent(svg);
    await expect(figure.getByRole('img')).toContainText('In the cohort');
    await figure.screenshot({ path: test.info().outputPath('attrition.png') });
    await figure.close();
  },
  anyHost,
);
