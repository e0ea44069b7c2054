/** Fewer persons in an arm than this are not compared: neither balance nor an interval would mean anything. */
export const fewestInArm = 20;

/**
 * As many persons the model reads to tell the treatment, drawn by arm where there are more: what is read makes the time,
 * and the propensity of everybody is still predicted.
 */
export const mostRead = 1500;

/** Beyond this many persons the model is asked only where it leads: each of them is predicted. */
export const mostBeside = 10_000;

/** The customary border of a standardised difference (Austin 2009). */
export const balanceBorder = 0.1;

/** A covariate whose own area under the curve is beyond this, on either side, nearly tells the treatment. */
export const telling = 0.9;
