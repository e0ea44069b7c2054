import { useLayoutEffect, useRef, useState } from 'react';

/** The width of an element in whole pixels, kept up to date; `initial` until it has been laid out. */
export function useElementWidth<E extends HTMLElement>(initial = 640) {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(initial);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (px: number) => {
      if (px > 0) setWidth(Math.floor(px));
    };
    measure(element.clientWidth);
    const observer = new ResizeObserver(([entry]) => measure(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
