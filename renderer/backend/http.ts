import { Failure, failureWire } from '../../contract/failure.ts';
import type { Backend, CallOptions, Input, Method, Output } from '../../contract/index.ts';
import { attachBytes, type Frame, frameKind, frameReader } from '../../contract/wires/frames.ts';

const text = new TextDecoder();
const lost = () =>
  new Failure('engine_lost', 'The connection to Stillroom ended while this was running. It can be run again.');

/** The backend behind `stillroom serve`, over HTTP on loopback with the one-time token. */
export function connectHttp(baseUrl: string, token: string): Backend {
  return {
    async call<M extends Method>(
      method: M,
      input: Input<M>,
      { signal, onProgress }: CallOptions = {},
    ): Promise<Output<M>> {
      const stop = new AbortController();
      const abort = () => stop.abort();
      signal?.addEventListener('abort', abort, { once: true });
      try {
        signal?.throwIfAborted();
        const response = await fetch(`${baseUrl}/rpc/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-stillroom-token': token },
          body: JSON.stringify(input),
          signal: stop.signal,
        });
        if (response.status === 403) {
          throw new Failure(
            'engine_lost',
            'This address is no longer valid. Start `stillroom serve` again and open the address it prints.',
          );
        }
        if (!response.body) throw lost();
        return (await readAnswer(response.body.getReader(), onProgress)) as Output<M>;
      } catch (error) {
        if (signal?.aborted) throw new Failure('cancelled', 'Cancelled.');
        throw error instanceof TypeError ? lost() : Failure.from(error);
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
  };
}

async function readAnswer(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onProgress: CallOptions['onProgress'],
): Promise<unknown> {
  const read = frameReader();
  const taken: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw lost();
    for (const frame of read(value)) {
      if (frame.kind === frameKind.bytes) taken.push(frame.body);
      else if (frame.kind === frameKind.progress)
        onProgress?.(json(frame) as Parameters<NonNullable<typeof onProgress>>[0]);
      else if (frame.kind === frameKind.failure) throw Failure.fromWire(failureWire.parse(json(frame)));
      else return attachBytes(json(frame), taken);
    }
  }
}

const json = (frame: Frame): unknown => JSON.parse(text.decode(frame.body));
