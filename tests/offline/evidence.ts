import type { KernelCounts } from './kernel.ts';
import { marksIn } from './marks.ts';
import type { NetLog } from './net-log.ts';
import type { Address, Trace, TracedCall } from './trace.ts';

/** Everything that must be 0, in the words of the report. */
export const kinds = {
  connection: 'Connections to another machine',
  datagram: 'Datagrams to another machine',
  lookup: 'Name lookups',
  door: 'Doors open to other machines',
  request: 'Requests of the window to another address',
  unrouted: 'Packets the kernel had no way for',
  unknown: 'Sockets of a kind that is not understood',
  value: 'Values of the data in logs, titles, profiles',
} as const;
export type Kind = keyof typeof kinds;

/** One thing that was seen and should not have been. */
export interface Evidence {
  readonly kind: Kind;
  readonly what: string;
}

/** What stays on the machine, counted and named. */
export interface Beside {
  readonly loopback: number;
  readonly local: number;
  readonly netlink: number;
  /** Chromium asking its kernel for an IPv6 way: a socket is named an address, nothing is sent. */
  readonly probes: number;
  /** Requests of the browser itself, for its own updates, that ended inside it. */
  readonly browserOwn: number;
}

/** `kIPv6ProbeAddress` of Chromium's net/dns/host_resolver_manager.cc: a datagram socket is connected, and closed. */
const probe = { host: '2001:4860:4860::8888', port: 443 };
const isProbe = (address: Address) =>
  address.kind === 'internet' && address.host === probe.host && address.port === probe.port;
const isProbeCall = ({ thread, call, addresses }: TracedCall) =>
  call === 'connect' && thread.startsWith('Chrome') && addresses.some(isProbe);

const dnsPorts: readonly number[] = [53, 853, 5353, 5355];
/** The local doors of resolvers: a name asked for here is looked up by another process. */
const resolvers = /nscd\/socket|systemd\/resolve|mDNSResponder|avahi/;
/** The desktop's proxy, at which nobody listens: what is sent here wanted to go out. */
const deadEnd = { host: '127.0.0.1', port: 9 };

export const isLoopback = (host: string): boolean =>
  /^127\.|^(::ffff:)?127\.|^::1$|^localhost$|\.localhost$/.test(host.replace(/^\[|\]$/g, ''));

const doors = ['bind', 'listen'];

function judgeAddress({ thread, call, arguments: given }: TracedCall, address: Address): Evidence | null {
  const by = (what: string) => `${thread}: ${call} ${what}`;
  if (address.kind === 'netlink') return null;
  if (address.kind === 'other') return { kind: 'unknown', what: by(address.family) };
  if (address.kind === 'local') {
    const isRefused = / = -1 E/.test(given);
    return resolvers.test(address.path) && !isRefused ? { kind: 'lookup', what: by(address.path) } : null;
  }
  const what = by(`${address.host}:${address.port}`);
  if (call !== 'bind' && dnsPorts.includes(address.port)) return { kind: 'lookup', what };
  const isDeadEnd = address.host === deadEnd.host && address.port === deadEnd.port;
  if (isLoopback(address.host) && !isDeadEnd) return null;
  if (doors.includes(call)) return { kind: 'door', what };
  return { kind: call === 'connect' ? 'connection' : 'datagram', what };
}

const knownSockets = /^AF_(UNIX|NETLINK|INET6?), SOCK_(STREAM|DGRAM|SEQPACKET)|^AF_NETLINK, SOCK_RAW/;

function judgeCall(call: TracedCall): Evidence[] {
  const isUnknown = (call.call === 'socket' && !knownSockets.test(call.arguments)) || call.call === 'io_uring_setup';
  return [
    ...(isUnknown ? [{ kind: 'unknown', what: `${call.thread}: ${call.call} ${call.arguments}` } as const] : []),
    ...call.addresses.map((address) => judgeAddress(call, address)).filter((found) => found !== null),
  ];
}

export function judgeTrace({ calls, unread }: Trace): Evidence[] {
  return [
    ...calls.filter((call) => !isProbeCall(call)).flatMap(judgeCall),
    ...unread.map((line): Evidence => ({ kind: 'unknown', what: `a line of the recorder: ${line}` })),
  ];
}

export function countBeside({ calls }: Trace, netLogs: readonly NetLog[]): Beside {
  const addresses = calls.filter(({ call }) => call === 'connect').flatMap((call) => call.addresses);
  const netlink = calls.filter(({ call, arguments: given }) => call === 'socket' && given.startsWith('AF_NETLINK'));
  return {
    loopback: addresses.filter((one) => one.kind === 'internet' && isLoopback(one.host)).length,
    local: addresses.filter(({ kind }) => kind === 'local').length,
    netlink: netlink.length,
    probes: calls.filter(isProbeCall).length,
    browserOwn: netLogs.flatMap(({ ownRequests }) => ownRequests.filter(isOutside)).length,
  };
}

const hostOf = (text: string): string => {
  const bare = URL.canParse(text) && text.includes('://') ? new URL(text).hostname : text.replace(/:\d+$/, '');
  return bare.replace(/^\[|\]$/g, '');
};
const ownSchemes = /^(data|blob|chrome|devtools|about|chrome-extension|stillroom):/;

const isOutside = (text: string) => !ownSchemes.test(text) && !isLoopback(hostOf(text));
const probedAddress = `[${probe.host}]:${probe.port}`;

export function judgeNetLog({ hosts, addresses, requests }: NetLog): Evidence[] {
  const seen = (kind: Kind, texts: readonly string[]) =>
    texts.filter(isOutside).map((what): Evidence => ({ kind, what: `Chromium: ${what}` }));
  const connected = addresses.filter((address) => address !== probedAddress);
  return [...seen('lookup', hosts), ...seen('connection', connected), ...seen('request', requests)];
}

/** `output`: what every process wrote; `files`: what else was found that holds a value of the data. */
export function judgeTraces(output: Buffer, files: readonly string[]): Evidence[] {
  const written = marksIn(output).map((what) => `what the processes wrote: ${what}`);
  return [...written, ...files].map((what) => ({ kind: 'value', what }));
}

/** `probes`: how many of the IPv6 packets without a way were Chromium's own questions for one. */
export function judgeKernel({ unrouted, unrouted6 }: KernelCounts, probes: number): Evidence[] {
  const lost = unrouted + Math.max(0, unrouted6 - probes);
  return lost === 0 ? [] : [{ kind: 'unrouted', what: `the kernel: ${lost} with no way to go` }];
}
