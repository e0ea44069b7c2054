import { useEffect, useRef } from 'react';
import styles from './report-sheet.module.css';

interface ReportSheetProps {
  readonly label: string;
  /** A report that Stillroom drew: a whole HTML document that holds its style and needs nothing else. */
  readonly html: string;
}

/** A report as it is in the bundle, apart from the window's own style. Of the document only style and text are taken. */
export function ReportSheet({ label, html }: ReportSheetProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const { head, body } = new DOMParser().parseFromString(html, 'text/html');
    for (const other of body.querySelectorAll('script, link, iframe, object, embed, form')) other.remove();
    const css = [...head.querySelectorAll('style'), ...body.querySelectorAll('style')].map((one) => one.textContent);
    root.adoptedStyleSheets = [sheetOf(css.join('\n'))];
    for (const own of body.querySelectorAll('style')) own.remove();
    root.replaceChildren(document.adoptNode(body));
  }, [html]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long report scrolls, and must do so by keyboard too
    <section ref={place} aria-label={label} tabIndex={0} className={styles.sheet} />
  );
}

/** A style for a shadow tree, where the page's root is its host. The window's policy allows no other style of one's own. */
function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css.replaceAll(':root', ':host'));
  return sheet;
}
