/** Reads what `strace -f -Y` wrote of the calls by which a thread can reach beyond its process. */

export type Address =
  | { readonly kind: 'internet'; readonly host: string; readonly port: number }
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'netlink' }
  | { readonly kind: 'other'; readonly family: string };

export interface TracedCall {
  /** The thread's own name, such as `node` or `Chrome_ChildIOT`. */
  readonly thread: string;
  readonly call: string;
  /** A call may name several, or none: what is sent on a connected socket was named when it was connected. */
  readonly addresses: readonly Address[];
  readonly arguments: string;
}

export interface Trace {
  readonly calls: readonly TracedCall[];
  /** Paths of the programs that were started. */
  readonly programs: readonly string[];
  readonly threads: number;
  /** Lines of no known form: a recorder that cannot be read proves nothing. */
  readonly unread: readonly string[];
}

const line = /^(\d+)(?:<([^>]*)>)?\s+(.*)$/;
const entry = /^(\w+)\((.*)$/;
const harmless = /^(<\.\.\. \w+ resumed>|\+\+\+ |--- )/;

const internet = /sa_family=AF_INET, sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)/g;
const internet6 = /sa_family=AF_INET6, sin6_port=htons\((\d+)\).*?inet_pton\(AF_INET6, "([^"]+)"/g;
const local = /sa_family=AF_UNIX(?:, sun_path=(@?"[^"]*"))?/g;
const others = /sa_family=(?!AF_INET[6,]|AF_INET\b|AF_UNIX|AF_UNSPEC)(\w+)/g;

function addressesIn(text: string): Address[] {
  const of = (pattern: RegExp, make: (found: RegExpMatchArray) => Address) => [...text.matchAll(pattern)].map(make);
  return [
    ...of(internet, ([, port, host]) => ({ kind: 'internet', host: host ?? '', port: Number(port) })),
    ...of(internet6, ([, port, host]) => ({ kind: 'internet', host: host ?? '', port: Number(port) })),
    ...of(local, ([, path = '']) => ({ kind: 'local', path: path.replaceAll('"', '') })),
    ...of(others, ([, family = '']) => (family === 'AF_NETLINK' ? { kind: 'netlink' } : { kind: 'other', family })),
  ];
}

export function readTrace(text: string): Trace {
  const calls: TracedCall[] = [];
  const programs: string[] = [];
  const unread: string[] = [];
  const threads = new Set<string>();
  const starting = new Map<string, string>();
  for (const whole of text.split('\n').filter(Boolean)) {
    const [, thread, name = '', rest = ''] = line.exec(whole) ?? [];
    if (thread === undefined) {
      unread.push(whole);
      continue;
    }
    threads.add(thread);
    const [, call, given = ''] = entry.exec(rest) ?? [];
    const started = starting.get(thread);
    if (started !== undefined && /^<\.\.\. execve resumed>.*= 0$/.test(rest)) programs.push(started);
    if (call === 'execve') {
      const path = /^"([^"]*)"/.exec(given)?.[1] ?? '';
      starting.set(thread, path);
      if (given.endsWith('= 0')) programs.push(path);
    } else if (call !== undefined) calls.push({ thread: name, call, addresses: addressesIn(given), arguments: given });
    else if (!harmless.test(rest)) unread.push(whole);
  }
  return { calls, programs, threads: threads.size, unread };
}
