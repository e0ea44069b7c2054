import { beforeAll, describe, expect, it, vi } from 'vitest';
import { session } from '../../tests/electron-double/session.ts';

vi.mock('electron', () => import('../../tests/electron-double/electron.ts'));
const { closeSession, refusedStart } = await import('./lock-down.ts');

describe('the start of a package', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0',
    '--js-flags=--x',
  ])('is refused with %s, and says which', (argument) => {
    expect(refusedStart(['study.stillroom', argument], {}, true)).toBe(
      `Stillroom does not start with ${argument.split('=')[0]}.`,
    );
  });

  it.each(['--load-extension=/x', '--require=/x.js', '--host-rules=MAP * x', '--proxy-pac-url=http://x'])(
    'is refused with %s',
    (argument) => expect(refusedStart([argument], {}, true)).not.toBeNull(),
  );

  it.each(['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE'])('is refused while %s is set', (name) => {
    expect(refusedStart([], { [name]: '1' }, true)).toContain(name);
    expect(refusedStart([], { [name]: '' }, true)).toBeNull();
  });

  it('goes on with a path, or with nothing', () => {
    expect(refusedStart(['/studies/--inspect.stillroom'], {}, true)).toBeNull();
    expect(refusedStart([], {}, true)).toBeNull();
  });
});

it('a checkout may be debugged', () => {
  expect(refusedStart(['--inspect'], { NODE_OPTIONS: '--enable-source-maps' }, false)).toBeNull();
});

describe('the session', () => {
  beforeAll(() => closeSession(session.defaultSession as never));
  const isCancelled = (url: string) => session.defaultSession.isCancelled({ url, resourceType: 'other' });

  it.each(['stillroom://app/index.html', 'stillroom://app/assets/index.js', 'devtools://devtools/bundled/x.html'])(
    'lets %s through',
    async (url) => expect(await isCancelled(url)).toBe(false),
  );

  it.each([
    'https://example.org/',
    'http://127.0.0.1:8080/',
    'ws://localhost/',
    'file:///etc/passwd',
    'stillroom://app.example.org/',
    'stillroom://other/index.html',
    'stillroom://application/index.html',
    'https://stillroom//app/',
    'data:text/html,x',
  ])('cancels %s', async (url) => expect(await isCancelled(url)).toBe(true));
});
