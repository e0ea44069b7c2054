import type { OfflineProof } from '../../contract/app.ts';
import { leaksOf, type Proof } from './proof.ts';

/** What the window shows of the last proof. */
export function summaryOf(proof: Proof): OfflineProof {
  const { version, at, means, parts, planted, faults } = proof;
  return {
    version,
    at,
    system: means.system,
    isShutIn: means.namespace !== null,
    isEveryProcessWatched: means.strace !== null,
    programs: parts.reduce((sum, { programs }) => sum + programs.length, 0),
    leaks: leaksOf(proof).length,
    planted: planted.length,
    caught: planted.filter(({ caught }) => caught !== null).length,
    faults: faults.length,
  };
}
