import styles from './chart.module.css';

/** The class that sets `currentColor` to the n-th data colour, 1 to 8. */
export const seriesClass = (colour: number): string => styles[`series${colour}`] ?? '';
