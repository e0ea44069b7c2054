/**
 * The eight data colours on paper, as in the window's tokens (`--data-1` … `--data-8`): Okabe and Ito's set (2008) with
 * lightness moved. Each series also has its own dash, so that nothing rests on colour alone.
 */
export const seriesStyles: readonly { readonly color: string; readonly dash: string }[] = [
  { color: '#336a54', dash: '' },
  { color: '#c77618', dash: '8 3' },
  { color: '#2770ad', dash: '3 3' },
  { color: '#c04e3e', dash: '10 3 2 3' },
  { color: '#af6297', dash: '14 4' },
  { color: '#419fc0', dash: '5 2 1 2' },
  { color: '#ae9823', dash: '2 2' },
  { color: '#454e58', dash: '12 3 3 3 3 3' },
];

export const styleOf = (series: number) => seriesStyles[series % seriesStyles.length]!;
