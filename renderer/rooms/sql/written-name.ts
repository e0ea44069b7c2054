/** DuckDB's reserved words (`duckdb_keywords()`): a name that is one has to stand in quotes. */
const reserved = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default deferrable ' +
    'desc describe distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral ' +
    'leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary qualify references returning ' +
    'select show some summarize symmetric table then to trailing true union unique unpivot using variadic when where window with'
  ).split(' '),
);

export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A name as a query must write it: in quotes where it is no plain word. */
export const writtenName = (name: string): string =>
  /^[a-z_]\w*$/i.test(name) && !reserved.has(name.toLowerCase()) ? name : quotedName(name);
