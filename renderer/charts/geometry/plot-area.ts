/** Where the data stands within a figure, in pixels from its top left corner. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A place on an axis and what is written there. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** What every figure's geometry says: its size and where the data stands. */
export interface FigureSize {
  readonly width: number;
  readonly height: number;
  readonly plot: PlotArea;
}

/** Pixels to two decimals: no visible difference, and half the markup. */
export const pixel = (value: number): number => Math.round(value * 100) / 100;
