import type { Revision } from '../../../../contract/cohort.ts';
import { formatMoment } from '../../../kit/index.ts';

/** What a revision is called in labels: its own name, or when it was. */
export const revisionName = ({ label, at }: Revision): string => (label === null ? formatMoment(at) : `“${label}”`);
