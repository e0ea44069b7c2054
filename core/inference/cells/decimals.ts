/** Decimals beyond which values are taken as continuous. */
const most = 4;

/** The fewest decimals, four at most, with which all values can be written; undefined where they need more. */
export function decimalsOf(values: Float64Array): number | undefined {
  for (let decimals = 0; decimals <= most; decimals++) {
    const unit = 10 ** decimals;
    if (values.every((v) => Math.abs(v * unit - Math.round(v * unit)) <= 1e-9 * Math.max(1, Math.abs(v * unit)))) {
      return decimals;
    }
  }
  return undefined;
}

/** A value with so many decimals; as it is where that is not said. */
export function rounded(value: number, decimals: number | undefined): number {
  return decimals === undefined ? value : Math.round(value * 10 ** decimals) / 10 ** decimals;
}
