/**
 * Fewest persons (rows, on a plain table) who must have a value out of the data for an analysis to name it in what it
 * means to publish: the smallest count of the default disclosure policy. The check holds every label against its own.
 */
export const fewestNamed = 11;
