// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { App } from './app.tsx';
import { usePreferences } from './state/preferences.ts';
import { useSession } from './state/session.ts';
import { type Answers, failing, never } from './testing/backend-double.ts';
import { manifest } from './testing/manifest.ts';
import { sampleStudy, show } from './testing/show.tsx';

const open: Answers = {
  'study.current': () => sampleStudy({ undo: 'Rename “t2dm”' }),
  'data.describe': () => manifest(),
};
const settle = () => act(async () => {});
const key = (init: KeyboardEventInit) =>
  act(async () => void document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init })));

describe('the window', () => {
  it('waits for the engine, and says when it cannot be reached', async () => {
    const { unmount } = show(<App />, { 'study.current': never });
    expect(screen.getByRole('status').textContent).toContain('Connecting');
    unmount();
    show(<App />, { 'study.current': failing(new Failure('engine_lost', 'The address is no longer valid.')) });
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('The address is no longer valid.');
  });

  it('shows Welcome while no study is open', async () => {
    show(<App />, { 'study.current': () => null, 'study.recent': () => [] });
    await settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Stillroom');
    expect(screen.queryByRole('navigation', { name: 'Rooms' })).toBeNull();
  });

  it('frames an open study: rail, room, inspector, status', async () => {
    show(<App />, open);
    await settle();
    const rail = screen.getByRole('navigation', { name: 'Rooms' });
    expect(within(rail).getByRole('link', { name: 'Data' }).getAttribute('aria-current')).toBe('page');
    expect(screen.getByRole('complementary', { name: 'Inspector' })).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Running jobs' }).textContent).toContain('Nothing is running');
    expect(screen.getByRole('main', { name: 'Data' })).toBeTruthy();
  });
});

describe('commands', () => {
  it('switch rooms by rail and by key', async () => {
    show(<App />, open);
    await settle();
    await act(async () => fireEvent.click(screen.getByRole('link', { name: 'SQL' })));
    expect(useSession.getState().room).toBe('sql');
    await key({ key: '1', code: 'Digit1', altKey: true });
    expect(useSession.getState().room).toBe('data');
  });

  it('hide the inspector and bring it back', async () => {
    usePreferences.setState({ isInspectorOpen: true });
    show(<App />, open);
    await settle();
    await key({ key: 'i', ctrlKey: true });
    expect(screen.queryByRole('complementary', { name: 'Inspector' })).toBeNull();
    await key({ key: 'i', ctrlKey: true });
    expect(screen.getByRole('complementary', { name: 'Inspector' })).toBeTruthy();
  });

  it('undo names the edit it takes back', async () => {
    const { backend } = show(<App />, { ...open, 'study.undo': () => sampleStudy() });
    await settle();
    await key({ key: 'z', ctrlKey: true });
    expect(backend.asked.map(({ method }) => method)).toContain('study.undo');
  });

  it('? lists the shortcuts', async () => {
    show(<App />, open);
    await settle();
    await key({ key: '?' });
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(dialog.textContent).toContain('Undo: Rename “t2dm”');
  });
});
