import { createContext, useContext } from 'react';
import { Failure } from '../../contract/failure.ts';
import type { Backend } from '../../contract/index.ts';

const BackendContext = createContext<Backend | null>(null);

export const BackendProvider = BackendContext.Provider;

/** The one door to the engine. */
export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (!backend) throw new Failure('internal', 'This part of the window stands outside the backend provider.');
  return backend;
}
