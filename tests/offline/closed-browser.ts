import { closedSwitches } from '../../electron/main/switches.ts';

/** The desktop's switches for a browser that must reach `stillroom serve`: loopback has a way, nothing else. */
export const closedBrowser: readonly string[] = Object.entries({
  ...closedSwitches,
  'host-resolver-rules': 'MAP * ^NOTFOUND, EXCLUDE 127.0.0.1',
})
  .filter(([name]) => !name.startsWith('proxy-'))
  .map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`));
