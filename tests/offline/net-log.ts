/** Reads a log of Chromium's network stack (`--log-net-log`), whole or cut short when the browser ended. */

interface NetLogEvent {
  readonly type: number;
  readonly params?: Readonly<Record<string, unknown>>;
}

export interface NetLog {
  readonly events: number;
  /** Names that were asked for, as they were asked. */
  readonly hosts: readonly string[];
  /** Addresses that were connected to, with their port. */
  readonly addresses: readonly string[];
  /** What a page asked for, or made ready to ask for. */
  readonly requests: readonly string[];
  /** What the browser asked for on its own: no page began it. */
  readonly ownRequests: readonly string[];
}

/** How the log writes that no page began a request (`url::Origin` that is absent). */
const noPage = 'not an origin';

const ends = ['', ']}'];

/** One event stands on one line; the last may carry the end of the whole, or be cut. */
function readEvent(text: string): NetLogEvent | null {
  for (const end of ends) {
    const body = text.replace(/,$/, '');
    const whole = body.endsWith(end) ? body.slice(0, body.length - end.length) : body;
    try {
      return JSON.parse(whole) as NetLogEvent;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

export function readNetLog(text: string): NetLog {
  const start = text.indexOf('"events": [');
  if (start < 0) throw new Error('This is no log of Chromium’s network stack: it has no events.');
  const { constants } = JSON.parse(`${text.slice(0, start).trimEnd().replace(/,$/, '')}}`) as {
    constants: { logEventTypes: Record<string, number> };
  };
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, number]) => [number, name]));
  const events = text
    .slice(start)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map(readEvent)
    .filter((event) => event !== null)
    .map(({ type, params = {} }) => ({ name: names.get(type) ?? '', params }));
  const texts = (pattern: RegExp, ...keys: readonly string[]) => {
    const found = events
      .filter(({ name }) => pattern.test(name))
      .flatMap(({ params }) => keys.flatMap((key) => (typeof params[key] === 'string' ? [params[key]] : [])));
    return [...new Set(found)];
  };
  const started = events.filter(({ name, params }) => name === 'URL_REQUEST_START_JOB' && params.initiator);
  const urls = (isOwn: boolean) =>
    started.filter(({ params }) => (params.initiator === noPage) === isOwn).map(({ params }) => String(params.url));
  const preconnects = events
    .filter(({ name, params }) => name === 'HTTP_STREAM_JOB_CONTROLLER' && params.is_preconnect === true)
    .map(({ params }) => String(params.url));
  return {
    events: events.length,
    hosts: texts(/^(HOST_RESOLVER|DNS_TRANSACTION)/, 'host', 'hostname'),
    addresses: texts(/^(TCP_CONNECT_ATTEMPT|UDP_CONNECT|SOCKET_CONNECT)$/, 'address'),
    requests: [...new Set([...urls(false), ...preconnects])],
    ownRequests: urls(true),
  };
}
