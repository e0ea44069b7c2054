import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Backend, contract, Failure, type FailureWire, type Method } from '../../contract/index.ts';
import { detachBytes, encodeFrame, type FrameKind, frameKind } from '../../contract/wires/frames.ts';
import { servePage } from './pages.ts';
import { hasToken, isFromHere, newToken, safeHeaders } from './security.ts';

export interface Loopback {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

const largestRequest = 32 * 1024 * 1024;
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value ?? null));

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > largestRequest) throw new Failure('invalid_input', 'The request is too large.');
    parts.push(part as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new Failure('invalid_input', 'The request is not JSON.');
  }
}

async function answer(
  backend: Backend,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const abort = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) abort.abort();
  });
  const send = (kind: FrameKind, body: Uint8Array) =>
    void (response.destroyed || response.write(encodeFrame(kind, body)));
  response.writeHead(200, { ...safeHeaders, 'content-type': 'application/octet-stream' });
  try {
    if (!Object.hasOwn(contract, method)) throw new Failure('not_found', `There is no method “${method}”.`);
    const output = await backend.call(method as Method, (await readBody(request)) as never, {
      signal: abort.signal,
      onProgress: (progress) => send(frameKind.progress, bytesOf(progress)),
    });
    const taken: Uint8Array[] = [];
    const body = detachBytes(output, taken);
    for (const bytes of taken) send(frameKind.bytes, bytes);
    send(frameKind.answer, bytesOf(body));
  } catch (error) {
    const wire: FailureWire = Failure.from(error).toWire();
    send(frameKind.failure, bytesOf(wire));
  }
  response.end();
}

export interface LoopbackOptions {
  readonly backend: Backend;
  /** Built renderer; without it only the wire is served. */
  readonly rendererFolder?: string;
  /** 0: a port nobody uses. */
  readonly port?: number;
}

/** Serves a backend, and the window, on 127.0.0.1 only: a one-time token, Host and Origin checked, nothing cached. */
export async function serveLoopback({ backend, rendererFolder, port = 0 }: LoopbackOptions): Promise<Loopback> {
  const token = newToken();
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { port: here } = server.address() as AddressInfo;
    const refuse = (status: number) => void response.writeHead(status, safeHeaders).end();
    if (!isFromHere(request, here)) return refuse(403);
    const [path = '/'] = (request.url ?? '/').split(/[?#]/);
    if (path.startsWith('/rpc/')) {
      if (request.method !== 'POST') return refuse(405);
      if (!hasToken(request, token)) return refuse(403);
      return answer(backend, path.slice('/rpc/'.length), request, response);
    }
    if (!rendererFolder || request.method !== 'GET') return refuse(404);
    return servePage(rendererFolder, path, response);
  }

  // Whatever a page of somebody else's sends here costs that request, never the server.
  const server: Server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      process.stderr.write(
        `stillroom: a request could not be answered (${error instanceof Error ? error.name : 'unknown'}).\n`,
      );
      if (!response.headersSent) response.writeHead(400, safeHeaders);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Failure(
          'invalid_input',
          error.code === 'EADDRINUSE'
            ? `Port ${port} is in use. Choose another, or none.`
            : `The port could not be opened (${error.code}).`,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${chosen}`,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
