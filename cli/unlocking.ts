import { resolve } from 'node:path';
import { type CallOptions, Failure, type Input, type Method } from '../contract/index.ts';
import type { LocalBackend } from '../core/backend.ts';
import { hasKeyFile } from '../core/vault/key-file.ts';
import { askPassphrase, isTyped } from './passphrase.ts';

const tries = 3;

/** A backend that asks for the passphrase when an encrypted study is opened. A typed one may be wrong twice. */
export function unlocking(backend: LocalBackend): LocalBackend {
  async function open(input: Input<'study.open'>, options?: CallOptions) {
    const path = resolve(input.path);
    const isOpen = backend.session.current()?.path === path;
    if (isOpen || input.passphrase !== undefined || !hasKeyFile(path))
      return backend.call('study.open', input, options);
    for (let left = tries; ; left--) {
      const passphrase = await askPassphrase('Passphrase of the study: ');
      try {
        return await backend.call('study.open', { path, passphrase }, options);
      } catch (error) {
        const failure = Failure.from(error);
        if (failure.code !== 'passphrase' || !isTyped() || left <= 1) throw failure;
        process.stderr.write(`${failure.message}\n`);
      }
    }
  }
  const call = (method: Method, input: unknown, options?: CallOptions) =>
    method === 'study.open'
      ? open(input as Input<'study.open'>, options)
      : backend.call(method, input as never, options);
  return { ...backend, call: call as LocalBackend['call'] };
}
