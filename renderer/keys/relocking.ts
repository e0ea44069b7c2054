import { Failure } from '../../contract/failure.ts';
import type { Backend, Input, Method } from '../../contract/index.ts';
import { useSession } from '../state/session.ts';
import { useLockedStudy } from './use-locked-study.ts';

/**
 * The same backend; where an engine that was started again has no keys of the study in this window, the study counts as
 * locked and its passphrase is asked for.
 */
export const relocking = (backend: Backend): Backend => ({
  async call<M extends Method>(method: M, input: Input<M>, options?: Parameters<Backend['call']>[2]) {
    try {
      return await backend.call(method, input, options);
    } catch (error) {
      const { study, setStudy } = useSession.getState();
      if (study && method !== 'study.open' && Failure.from(error).details.needed === true) {
        useLockedStudy.getState().ask({ ...study, wasLost: true });
        setStudy(null);
      }
      throw error;
    }
  },
});
