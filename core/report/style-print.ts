/** How a report looks on A4: numbered pages, always light, nothing torn apart. */
export const printStyle = `@page {
  size: A4;
  margin: 20mm 18mm 20mm;
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
    font-size: 9.5pt;
    line-height: 1.42;
  }
  main {
    max-width: none;
    padding: 0;
  }
  h1 {
    font-size: 20pt;
  }
  h2 {
    margin-top: 20pt;
    font-size: 13.5pt;
  }
  h3 {
    margin-top: 12pt;
    font-size: 10.5pt;
  }
  .context {
    font-size: 10.5pt;
  }
  table {
    font-size: 8.75pt;
  }
  caption,
  .facts,
  .places {
    font-size: 9pt;
  }
  .note,
  figcaption {
    font-size: 8.25pt;
  }
  th,
  td {
    padding-block: 2.2pt;
  }
  .table,
  figure {
    margin: 14pt 0 18pt;
  }
  .scroll {
    overflow: visible;
  }
  figure,
  tr,
  li,
  .facts div {
    break-inside: avoid;
  }
  h2,
  h3,
  caption {
    break-after: avoid;
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
