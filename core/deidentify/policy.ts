/**
 * The import gate's defaults, in one place for an institution to read and change. Sources: 45 CFR 164.514(b)(2)(i)
 * and the HHS guidance of 26 November 2012; what is a number and not in those is Stillroom's choice.
 */
export const policy = {
  /** Tables up to this many rows are checked whole; of larger ones a random sample of about as many. */
  wholeRows: 10_000_000,
  /**
   * Distinct candidates of one column that are looked at one by one; more are sampled by hash. Forms prove by one
   * value, so many are; a share is known well from fewer.
   */
  candidates: { forms: 50_000, shares: 5_000 },
  /**
   * A bare number whose check digit fits by chance once in ten (NPI, card, IMEI, DEA, VIN, national numbers) counts
   * where this share of a column's values fits, at least `distinct` different ones, and so many as would pass by
   * chance less often than `chance`; with a telling column name, the share `named` is enough. A narrow form that is a
   * run of digits and nothing else is taken to fit a long key by chance as often as `bare`, and counts where the share
   * `bareRate` of such runs fits.
   */
  checksum: { rate: 0.5, distinct: 3, named: 0.2, chance: 2e-3, bare: 1e-3, bareRate: 0.1 },
  /** A weak form (nine digits, a ZIP code) counts only under a telling column name, from this share on. */
  weak: { named: 0.3 },
  /**
   * Names and places are known from short lists, so a column counts from these shares of its values on, and from so
   * many different ones.
   */
  names: {
    candidates: 5_000,
    name: { rate: 0.15, distinct: 3 },
    'given name': { rate: 0.4, distinct: 5 },
    surname: { rate: 0.3, distinct: 5 },
    text: { rate: 0.02, distinct: 1 },
    place: { rate: 0.4, distinct: 4 },
  },
  /** Dates of a person move by 1 to this many days, back or forth. */
  shift: { days: 365 },
  /** Years of an age band. */
  ageBand: 10,
  /** Ages above are published only as "90 or over". */
  oldestAge: 89,
  /**
   * A column may be free text where its values have this many words, are this long on average, and this share of them
   * differ; under a name such as “comment”, from the length `named`. About `looked` of them are read.
   */
  freeText: { words: 6, length: 40, distinct: 0.1, named: 20, looked: 20_000 },
  /** Values that say that something was removed. */
  removed: '^(x+|\\*+|#+|-+|\\?+|0+|redacted|removed|masked|deleted|unknown|withheld|n/?a|none|null)$',
  /**
   * ZIP prefixes of 20,000 people or fewer, or none: by the census of 2000 as HHS lists them, and by that of 2010. All of
   * both, which is the more careful reading; replace with newer counts.
   */
  restrictedZip3: {
    census: '2000 and 2010',
    prefixes: [
      ...'036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893'.split(' '),
      ...'202 204 205 369 753 772'.split(' '),
    ],
  },
} as const;
