/** How a report looks on A4: numbered pages, always light, nothing torn apart. */
export const printStyle = `@page {
  size: A4;
  margin: 18mm 18mm 19mm;
  @bottom-left {
    content: "Stillroom report, checked for disclosure";
    color: #525c56;
    font: 8pt sans-serif;
  }
  @bottom-right {
    content: counter(page) " / " counter(pages);
    color: #525c56;
    font: 8pt sans-serif;
  }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff;
  }
  html {
    font-size: 9.25pt;
    line-height: 1.4;
  }
  body {
    display: block;
  }
  nav {
    display: none;
  }
  main {
    max-width: none;
    padding: 0;
  }
  h1 {
    font-size: 20pt;
  }
  h2 {
    margin-top: 18pt;
    font-size: 13.5pt;
  }
  h3 {
    margin-top: 12pt;
    font-size: 10.5pt;
  }
  article > h3 {
    font-size: 12pt;
  }
  .asked a {
    font-size: 10.5pt;
  }
  .words p {
    line-height: 1.3;
  }
  .context {
    font-size: 10.5pt;
  }
  table {
    font-size: 8.75pt;
  }
  caption,
  .facts,
  .words,
  .asked p,
  .places {
    font-size: 9pt;
  }
  .note,
  figcaption {
    font-size: 8.25pt;
  }
  th,
  td {
    padding-block: 1.5pt;
    line-height: 1.3;
  }
  .table,
  figure {
    margin: 11pt 0 14pt;
  }
  .scroll {
    overflow: visible;
  }
  figure,
  tr,
  li,
  .facts div,
  .words div {
    break-inside: avoid;
  }
  h2,
  h3,
  caption,
  .context {
    break-after: avoid;
  }
  tbody tr:nth-last-child(-n + 3),
  tbody tr:nth-child(-n + 3) {
    break-before: avoid;
  }
  thead {
    display: table-header-group;
  }
  details {
    display: none;
  }
  a {
    color: inherit;
    text-decoration: none;
  }
  .withheld span[aria-hidden] {
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
}
`;
