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
    const follow = (event: Event) => followWithin(root, event);
    root.adoptedStyleSheets = [sheetOf([...html.matchAll(styleTag)].map(([, css]) => css).join('\n'))];
    root.replaceChildren(document.adoptNode(bodyOf(html)));
    root.addEventListener('click', follow);
    return () => root.removeEventListener('click', follow);
  }, [html]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long report scrolls, and must do so by keyboard too
    <section ref={place} aria-label={label} tabIndex={0} className={styles.sheet} />
  );
}

const styleTag = /<style[^>]*>([\s\S]*?)<\/style>/g;

/** The window's policy refuses a style in a text, so it is taken out before the text is read. */
function bodyOf(html: string): HTMLElement {
  const { body } = new DOMParser().parseFromString(html.replace(styleTag, ''), 'text/html');
  for (const other of body.querySelectorAll('script, link, iframe, object, embed, form')) other.remove();
  return body;
}

/** A style for a shadow tree, where the page's root is its host. */
function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css.replace(/(^|\n\s*)(?::root|html)(?=\s*[{,])/g, '$1:host'));
  return sheet;
}

/** A link of the report goes to its place in the report, and nowhere else: the window's own address stays. */
function followWithin(root: ShadowRoot, event: Event): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link) return;
  event.preventDefault();
  root.getElementById((link.getAttribute('href') ?? '').replace(/^#/, ''))?.scrollIntoView({ block: 'start' });
}
