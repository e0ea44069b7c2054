/** How a report looks on a screen, light or dark. Colours are the window's own, `renderer/kit/tokens.css`. */
export const screenStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#fdfcf9, #171d1a);
  --line: light-dark(#ddd9d0, #37403b);
  --ink: light-dark(#1f2723, #e8e6df);
  --soft: light-dark(#525c56, #aab3ad);
  --accent: light-dark(#336a54, #7fc0a4);
  --link: light-dark(#23609a, #8dbbe8);
  --wash: light-dark(#f3f1ea, #1f2723);
  --serif: "Source Serif 4", Charter, "Bitstream Charter", Cambria, Georgia, "Noto Serif", "DejaVu Serif", serif;
  --sans: "Source Sans 3", "Segoe UI", system-ui, "Helvetica Neue", Arial, "Noto Sans", sans-serif;
  --mono: "JetBrains Mono", "SF Mono", Consolas, "DejaVu Sans Mono", monospace;
}
* {
  box-sizing: border-box;
}
html {
  background: var(--paper);
  color: var(--ink);
  font: 15px / 1.5 var(--sans);
  -webkit-text-size-adjust: 100%;
}
body {
  margin: 0;
}
main {
  max-width: 820px;
  margin: 0 auto;
  padding: 56px 24px 80px;
}
h1,
h2,
h3,
caption,
figcaption b,
.context {
  font-family: var(--serif);
}
h1 {
  margin: 4px 0 8px;
  font-size: 31px;
  font-weight: 600;
  line-height: 1.2;
  text-wrap: balance;
  overflow-wrap: anywhere;
}
h2 {
  margin: 44px 0 12px;
  font-size: 21px;
  font-weight: 600;
  line-height: 1.3;
  overflow-wrap: anywhere;
}
h3 {
  margin: 22px 0 6px;
  font-size: 16px;
  font-weight: 600;
  overflow-wrap: anywhere;
}
p {
  margin: 0 0 10px;
  text-wrap: pretty;
}
a {
  color: var(--link);
}
.kind {
  margin: 0;
  color: var(--accent);
  font-size: 13px;
  font-weight: 600;
}
.facts-line {
  color: var(--soft);
}
header {
  padding-bottom: 14px;
  border-bottom: 2px solid var(--ink);
}
nav ol {
  margin: 10px 0 0;
  padding-left: 22px;
}
.context {
  max-width: 68ch;
  font-size: 16.5px;
  white-space: pre-line;
}
.table,
figure {
  margin: 26px 0 32px;
}
.scroll {
  overflow-x: auto;
}
.scroll:focus-visible {
  outline: 2px solid var(--link);
  outline-offset: 2px;
}
table {
  width: 100%;
  border-collapse: collapse;
  font-size: 14px;
  font-variant-numeric: tabular-nums lining-nums;
}
table.narrow {
  width: auto;
  min-width: 66%;
}
caption {
  padding-bottom: 8px;
  text-align: left;
  font-size: 15.5px;
}
thead {
  border-top: 1.5px solid var(--ink);
  border-bottom: 1px solid var(--ink);
}
tbody {
  border-bottom: 1.5px solid var(--ink);
}
th,
td {
  padding: 4px 14px 4px 0;
  font-weight: 400;
  text-align: left;
  vertical-align: baseline;
}
thead th {
  padding-block: 6px;
  font-weight: 600;
  vertical-align: bottom;
}
th:last-child,
td:last-child {
  padding-right: 0;
}
th.right,
td.right {
  text-align: right;
}
td.right {
  white-space: nowrap;
}
tbody th:first-child,
tbody td:first-child {
  min-width: 13em;
}
th.indent {
  padding-left: 16px;
}
tr.heading th {
  padding-top: 10px;
  font-weight: 600;
}
.withheld span[aria-hidden] {
  display: inline-block;
  padding: 0 10px;
  background: repeating-linear-gradient(-45deg, transparent 0 3px, var(--line) 3px 4px);
  color: var(--soft);
}
.note {
  margin: 6px 0 0;
  color: var(--soft);
  font-size: 13px;
}
figure svg {
  display: block;
  width: 100%;
  height: auto;
  color: var(--ink);
}
figure .paper {
  fill: none;
}
figcaption {
  margin-top: 4px;
  color: var(--soft);
  font-size: 13px;
}
figcaption b,
caption b {
  color: var(--ink);
  font-weight: 600;
}
.series-1 {
  color: light-dark(#336a54, oklch(0.76 0.08 165));
}
.series-2 {
  color: light-dark(#c77618, oklch(0.77 0.13 68));
}
.series-3 {
  color: light-dark(#2770ad, oklch(0.74 0.1 245));
}
.series-4 {
  color: light-dark(#c04e3e, oklch(0.72 0.14 32));
}
.series-5 {
  color: light-dark(#af6297, oklch(0.76 0.11 340));
}
.series-6 {
  color: light-dark(#419fc0, oklch(0.83 0.08 225));
}
.series-7 {
  color: light-dark(#ae9823, oklch(0.87 0.12 100));
}
.series-8 {
  color: light-dark(#454e58, oklch(0.68 0.02 250));
}
ul {
  margin: 0 0 10px;
  padding-left: 20px;
}
li {
  margin-bottom: 4px;
}
.places {
  color: var(--soft);
  font-size: 13.5px;
}
.facts {
  margin: 0 0 10px;
  font-size: 13.5px;
}
.facts div {
  display: grid;
  grid-template-columns: 150px 1fr;
  gap: 12px;
  padding: 3px 0;
}
dt {
  color: var(--soft);
}
dd {
  margin: 0;
  overflow-wrap: anywhere;
}
code {
  font: 12px / 1.5 var(--mono);
  overflow-wrap: anywhere;
}
pre {
  margin: 8px 0;
  padding: 12px;
  overflow-x: auto;
  background: var(--wash);
  white-space: pre-wrap;
}
summary {
  cursor: pointer;
  color: var(--link);
  font-size: 13.5px;
}
.foot {
  margin-top: 48px;
  border-top: 1px solid var(--line);
}
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`;
