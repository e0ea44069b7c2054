/** What the kernel counted in a network namespace that was new: `/proc/net/snmp` and `/proc/net/snmp6`. */
export interface KernelCounts {
  /** Packets and connections that had no way to where they were addressed. */
  readonly unrouted: number;
  readonly unrouted6: number;
  readonly datagrams: number;
  readonly connections: number;
}

/** `Ip: A B` over `Ip: 1 2`, and `Ip6OutNoRoutes 3`, as one table. */
function readCounters(text: string): ReadonlyMap<string, number> {
  const counters = new Map<string, number>();
  const heads = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    const [first = '', ...rest] = line.trim().split(/\s+/);
    if (!first.endsWith(':')) counters.set(first, Number(rest[0]));
    else if (heads.has(first))
      for (const [at, name] of heads.get(first)!.entries()) counters.set(`${first}${name}`, Number(rest[at]));
    else heads.set(first, rest);
  }
  return counters;
}

export function readKernel(text: string): KernelCounts {
  const counters = readCounters(text);
  const sum = (...names: readonly string[]) =>
    names.reduce((total, name) => {
      const value = counters.get(name);
      if (value === undefined) throw new Error(`The kernel does not count ${name}.`);
      return total + value;
    }, 0);
  return {
    unrouted: sum('Ip:OutNoRoutes'),
    unrouted6: counters.get('Ip6OutNoRoutes') ?? 0,
    datagrams: sum('Udp:OutDatagrams') + (counters.get('Udp6OutDatagrams') ?? 0),
    connections: sum('Tcp:ActiveOpens'),
  };
}
