import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { yieldToTheWindow } from './priority.ts';

it('puts a process behind the others, and what it starts with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillroom-priority-'));
  writeFileSync(join(folder, 'child.mjs'), "import os from 'node:os'; process.send(os.getPriority());");
  expect(yieldToTheWindow()).toBe(true);
  expect(getPriority()).toBe(constants.priority.PRIORITY_LOW);
  const child = fork(join(folder, 'child.mjs'));
  const inherited = await new Promise((resolve) => child.once('message', resolve));
  rmSync(folder, { recursive: true });
  expect(inherited).toBe(getPriority());
});
