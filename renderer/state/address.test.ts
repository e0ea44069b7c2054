// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followAddress } from './address.ts';
import { useSession } from './session.ts';

let stop = () => {};
beforeEach(() => {
  window.location.hash = '';
  useSession.setState({ room: 'data' });
});
afterEach(() => stop());

it('opens the room that the address names', () => {
  window.location.hash = '#room/sql';
  stop = followAddress(window);
  expect(useSession.getState().room).toBe('sql');
});

it('writes the room into the address, and adds nothing when going back', () => {
  stop = followAddress(window);
  const push = vi.spyOn(window.history, 'pushState');
  useSession.getState().goTo('sql');
  expect(push).toHaveBeenCalledExactlyOnceWith(null, '', '#room/sql');
  window.location.hash = '';
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(useSession.getState().room).toBe('data');
  expect(push).toHaveBeenCalledTimes(1);
});
