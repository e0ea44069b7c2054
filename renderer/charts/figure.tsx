import type { ReactNode } from 'react';
import styles from './chart.module.css';
import { useElementWidth } from './use-element-width.ts';

interface FigureProps<F> {
  /** What the figure shows, in one sentence: read aloud instead of it, and shown on hover. */
  readonly label: string;
  readonly geometry: (width: number) => F;
  readonly children: (figure: F) => ReactNode;
}

/** An SVG as wide as the place it stands in: measures, computes the geometry, and lets `children` draw it. */
export function Figure<F extends { readonly width: number; readonly height: number }>(props: FigureProps<F>) {
  const { ref, width } = useElementWidth<HTMLDivElement>();
  const figure = props.geometry(width);
  return (
    <div ref={ref} className={styles.figure}>
      <svg
        role="img"
        aria-label={props.label}
        width={figure.width}
        height={figure.height}
        viewBox={`0 0 ${figure.width} ${figure.height}`}
        className={styles.svg}
      >
        <title>{props.label}</title>
        {props.children(figure)}
      </svg>
    </div>
  );
}
