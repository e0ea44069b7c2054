import { spawnSync } from 'node:child_process';

/** What this system offers to shut a run in, and to record it. Null where it offers nothing, and then why. */
export interface Means {
  readonly namespace: string | null;
  readonly noNamespace: string | null;
  readonly strace: string | null;
  readonly noStrace: string | null;
  readonly system: string;
}

const succeeds = (command: string, args: readonly string[]) => spawnSync(command, args).status === 0;

/** A new namespace has loopback, but down; whichever tool there is brings it up. */
export const raiseLoopback = 'ip link set lo up || ifconfig lo up';
export const inNamespace = ['unshare', '--map-root-user', '--net', '--'] as const;

function whyNoNamespace(): string | null {
  if (process.platform !== 'linux') return 'only Linux has network namespaces';
  const [unshare, ...args] = inNamespace;
  if (!succeeds(unshare, [...args, 'true'])) return 'unshare is missing, or this system forbids it to a user';
  const isUp = succeeds(unshare, [...args, 'sh', '-c', `{ ${raiseLoopback}; } 2>/dev/null`]);
  return isUp ? null : 'neither ip nor ifconfig is here to bring loopback up in it';
}

function whyNoStrace(): string | null {
  if (process.platform !== 'linux') return 'strace is a tool of Linux';
  return succeeds('strace', ['-qq', '-e', 'trace=none', 'true']) ? null : 'strace is missing, or may not watch here';
}

export function findMeans(): Means {
  const noNamespace = whyNoNamespace();
  const noStrace = whyNoStrace();
  return {
    namespace: noNamespace === null ? 'a network namespace of its own, with loopback only' : null,
    noNamespace,
    strace: noStrace === null ? 'strace: every process and thread' : null,
    noStrace,
    system: `${process.platform} ${process.arch}, Node ${process.version}`,
  };
}
