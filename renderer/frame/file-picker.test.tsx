// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Output } from '../../contract/index.ts';
import { show } from '../testing/show.tsx';
import { FilePicker } from './file-picker.tsx';

type Listing = Output<'files.list'>;

const listing = (path: string, names: readonly string[] = []): Listing => ({
  path,
  parent: '/',
  entries: names.map((name) => ({ name, path: `${path}/${name}`, kind: 'folder' as const, bytes: null })),
});
const field = () => screen.getByRole<HTMLInputElement>('textbox');
const settle = () => act(async () => {});

/** A picker whose home folder is listed only when the test says so; every other folder at once. */
function picker() {
  let arrive = (_listing: Listing) => {};
  const home = new Promise<Listing>((resolve) => {
    arrive = resolve;
  });
  const shown = show(
    <FilePicker title="Find data" mode="data" pickLabel="Use this folder" onPick={() => {}} onClose={() => {}} />,
    { 'files.list': ({ path }) => (path === undefined ? home : listing(path, ['tables'])) },
  );
  const homeArrives = () => act(async () => arrive(listing('/home/mary', ['studies'])));
  return { ...shown, homeArrives };
}

describe('the path of the file dialog', () => {
  it('keeps what was typed when the folder asked for before arrives', async () => {
    const { backend, homeArrives } = picker();
    await settle();
    fireEvent.change(field(), { target: { value: '/data/from-the-office' } });
    await homeArrives();
    expect(field().value).toBe('/data/from-the-office');

    await act(async () => fireEvent.submit(field()));
    expect(backend.asked.at(-1)).toEqual({ method: 'files.list', input: { path: '/data/from-the-office' } });
    expect(screen.getByRole('option', { name: 'tables' })).toBeTruthy();
  });

  it('selects a folder that arrives in the field, so that what is typed next replaces it', async () => {
    const { homeArrives } = picker();
    await settle();
    act(() => field().focus());
    await homeArrives();
    expect([field().selectionStart, field().selectionEnd]).toEqual([0, '/home/mary'.length]);
  });

  it('of a study itself, typed or pasted, opens it', async () => {
    const picked: (readonly string[])[] = [];
    show(
      <FilePicker
        title="Open"
        mode="study"
        pickLabel="Open it"
        onPick={(paths) => picked.push(paths)}
        onClose={() => {}}
      />,
      { 'files.list': ({ path }) => listing(path ?? '/home/mary') },
    );
    await settle();
    expect(screen.queryByRole('button', { name: 'Open it' })).toBeNull();
    fireEvent.change(field(), { target: { value: '/home/mary/t2dm.stillroom' } });
    await act(async () => fireEvent.submit(field()));
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Open it' })));
    expect(picked).toEqual([['/home/mary/t2dm.stillroom']]);
  });

  it('names the folder that a step leads to, whatever was typed', async () => {
    const { homeArrives } = picker();
    await homeArrives();
    expect(field().value).toBe('/home/mary');
    fireEvent.change(field(), { target: { value: '/half/typ' } });
    await act(async () => fireEvent.click(screen.getByRole('option', { name: 'studies' })));
    expect(field().value).toBe('/home/mary/studies');
  });
});
