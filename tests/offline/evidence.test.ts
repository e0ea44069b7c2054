import { describe, expect, it } from 'vitest';
import { countBeside, judgeKernel, judgeNetLog, judgeTrace, judgeTraces } from './evidence.ts';
import { readKernel } from './kernel.ts';
import { marks } from './marks.ts';
import { readNetLog } from './net-log.ts';
import { readTrace } from './trace.ts';

const judge = (...lines: readonly string[]) => judgeTrace(readTrace(lines.join('\n')));

describe('of what strace wrote', () => {
  it.each([
    [
      'connection',
      '7<node> connect(9, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16) = 0',
    ],
    [
      'connection',
      '7<node> connect(9, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
    ],
    [
      'connection',
      '7<node> connect(9, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28 <unfinished ...>',
    ],
    [
      'datagram',
      '7<node> sendmsg(9, {msg_name={sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("192.0.2.1")}, msg_namelen=16, msg_iov=[{iov_base=""..., iov_len=1}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 1',
    ],
    [
      'datagram',
      '7<x> sendto(9, ""..., 1, 0, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("10.0.0.1")}, 16) = 1',
    ],
    ['lookup', '7<x> connect(9, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 0'],
    ['lookup', '7<x> connect(9, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0'],
    ['door', '7<x> bind(9, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = 0'],
    ['unknown', '7<x> socket(AF_PACKET, SOCK_RAW, htons(0 /* ETH_P_??? */)) = 9'],
    ['unknown', '7<x> socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) = 9'],
    ['unknown', '7<x> io_uring_setup(64, {flags=0}) = 9'],
    ['unknown', 'a line that nobody knows'],
  ])('a %s is seen: %s', (kind, line) => expect(judge(line).map((one) => one.kind)).toEqual([kind]));

  it.each([
    '7<node> connect(9, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
    '7<node> connect(9, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0',
    '7<node> connect(9, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file or directory)',
    '7<node> socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 9',
    '7<node> socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 9',
    '7<node> sendto(9, ""..., 112, MSG_NOSIGNAL, NULL, 0 <unfinished ...>',
    '7<node> <... sendto resumed>) = 112',
    '7<node> +++ exited with 0 +++',
    '7<Chrome_ChildIOT> connect(9, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:4860:4860::8888", &sin6_addr), sin6_scope_id=0}, 28) = -1 ENETUNREACH',
  ])('nothing that leaves: %s', (line) => expect(judge(line)).toEqual([]));

  it('Chromium’s question for an IPv6 way is counted, and is no excuse for another program', () => {
    const question = (thread: string) =>
      `7<${thread}> connect(9, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:4860:4860::8888", &sin6_addr), sin6_scope_id=0}, 28) = 0`;
    expect(countBeside(readTrace(question('Chrome_ChildIOT')), []).probes).toBe(1);
    expect(judge(question('node'))).toHaveLength(1);
  });

  it('programs count once they started', () => {
    const { programs, threads } = readTrace(
      [
        '7<sh> execve("/usr/local/bin/node", ["node"], 0x7 /* 9 vars */) = -1 ENOENT (No such file or directory)',
        '7<sh> execve("/usr/bin/node", ["node"], 0x7 /* 9 vars */ <unfinished ...>',
        '8<sh> execve("/bin/true", ["true"], 0x7 /* 9 vars */) = 0',
        '7<node> <... execve resumed>)            = 0',
      ].join('\n'),
    );
    expect([programs, threads]).toEqual([['/bin/true', '/usr/bin/node'], 2]);
  });
});

const log = (...events: readonly object[]) =>
  readNetLog(
    `{"constants":{"logEventTypes":{"HOST_RESOLVER_MANAGER_REQUEST":1,"TCP_CONNECT_ATTEMPT":2,"URL_REQUEST_START_JOB":3,"HTTP_STREAM_JOB_CONTROLLER":4}},\n"events": [\n${events.map((event) => JSON.stringify(event)).join(',\n')}`,
  );

describe('of Chromium’s log', () => {
  it('a name, an address, a request of a page and one made ready are seen', () => {
    const found = judgeNetLog(
      log(
        { type: 1, params: { host: 'https://leaking.example' } },
        { type: 1, params: { host: 'http://127.0.0.1:80' } },
        { type: 2, params: { address: '192.0.2.1:80' } },
        { type: 3, params: { url: 'http://192.0.2.1/x', initiator: 'http://127.0.0.1:80' } },
        { type: 3, params: { url: 'http://127.0.0.1:80/', initiator: 'not an origin' } },
        { type: 4, params: { url: 'https://ready.example/', is_preconnect: true } },
      ),
    );
    expect(found.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
      'lookup Chromium: https://leaking.example',
      'connection Chromium: 192.0.2.1:80',
      'request Chromium: http://192.0.2.1/x',
      'request Chromium: https://ready.example/',
    ]);
  });

  it('what the browser wanted for itself is counted apart', () => {
    const own = log({ type: 3, params: { url: 'https://update.example/', initiator: 'not an origin' } });
    expect(judgeNetLog(own)).toEqual([]);
    expect(countBeside(readTrace(''), [own]).browserOwn).toBe(1);
  });

  it('what was cut short is read to its last whole line', () => {
    const { events } = readNetLog(
      '{"constants":{"logEventTypes":{}},\n"events": [\n{"type":1},\n{"type":2}]}\n{"type":3,"par',
    );
    expect(events).toBe(2);
  });
});

describe('of the kernel’s counters', () => {
  const counters = (lost: number, lost6: number) =>
    readKernel(
      `Ip: Forwarding OutNoRoutes\nIp: 2 ${lost}\nTcp: ActiveOpens\nTcp: 3\nUdp: OutDatagrams\nUdp: 0\nIp6OutNoRoutes ${lost6}\n`,
    );

  it('packets without a way are seen, but for Chromium’s own questions', () => {
    expect(judgeKernel(counters(0, 0), 0)).toEqual([]);
    expect(judgeKernel(counters(0, 2), 2)).toEqual([]);
    expect(judgeKernel(counters(0, 3), 2)).toHaveLength(1);
    expect(judgeKernel(counters(1, 0), 9)).toHaveLength(1);
  });

  it('a kernel that does not count is no witness', () => expect(() => readKernel('')).toThrow(/does not count/));
});

describe('of what was left behind', () => {
  it('a value that a process wrote, or that stands in a file, is said by its kind and place', () => {
    expect(judgeTraces(Buffer.from('Loaded 240 persons.'), [])).toEqual([]);
    expect(judgeTraces(Buffer.from(`Row ${marks.number}17 is bad`), ['walk/profile/History: text'])).toEqual([
      { kind: 'value', what: 'what the processes wrote: number' },
      { kind: 'value', what: 'walk/profile/History: text' },
    ]);
  });
});
