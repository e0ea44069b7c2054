/**
 * Limits of the re-identification check, in one place for an institution to read and change. A class of fewer than
 * `block` persons blocks, fewer than `warn` asks for a look: Stillroom's choice, after the 5 of many data custodians
 * (El Emam 2013, chapter 19) and the 11 of the CMS cell-size policy.
 */
export const riskPolicy = {
  block: 5,
  warn: 11,
  /** Rows in classes smaller than these are counted. */
  limits: [2, 3, 5, 11, 20],
  /** Largest set of quasi-identifiers, and of those that are looked at one by one. */
  columns: 20,
  subset: 3,
  /** Rows a table may have: its codes are held in memory, four bytes a row and column. */
  rows: 50_000_000,
  /** Rows that drive the risk that are listed. */
  listed: 100,
  /** Nodes a lattice of generalisations may have to be searched. */
  lattice: 20_000,
} as const;
