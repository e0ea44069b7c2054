/** The parts of a report that come before and after its results, and the contents beside them. */
export const partStyle = `nav {
  max-width: 868px;
  margin: 0 auto;
  padding: 32px 24px 0;
  font-size: 13.5px;
}
nav ul {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 18px;
  margin: 0;
  padding: 0;
  list-style: none;
}
nav ul ul {
  display: none;
}
nav a {
  color: var(--soft);
  text-decoration: none;
}
nav a:hover,
nav a:focus-visible {
  color: var(--link);
  text-decoration: underline;
}
@media (min-width: 1180px) {
  body {
    display: grid;
    grid-template-columns: minmax(230px, 1fr) minmax(0, 868px) minmax(0, 1fr);
  }
  nav {
    position: sticky;
    top: 0;
    align-self: start;
    max-width: 290px;
    max-height: 100vh;
    margin: 0;
    padding: 60px 8px 32px 32px;
    overflow-y: auto;
    line-height: 1.35;
  }
  nav ul {
    display: grid;
    gap: 8px;
  }
  nav ul ul {
    display: grid;
    gap: 5px;
    margin-top: 6px;
    padding-left: 12px;
    border-left: 1px solid var(--line);
    font-size: 12.5px;
  }
  main {
    margin: 0;
  }
}
@media (min-width: 1700px) {
  nav {
    justify-self: end;
    width: 290px;
  }
}
.asked {
  margin: 0 0 10px;
  padding-left: 24px;
}
.asked li {
  margin-bottom: 12px;
}
.asked a {
  font-family: var(--serif);
  font-size: 16.5px;
  font-weight: 600;
}
.asked p {
  margin: 2px 0 0;
  white-space: pre-line;
}
.missing,
.used {
  color: var(--soft);
}
.used {
  font-family: var(--sans);
  font-size: 13px;
  font-weight: 400;
}
.words {
  margin: 0 0 18px;
  padding-left: 14px;
  border-left: 1px solid var(--line);
  font-size: 14px;
}
.words div {
  margin-bottom: 6px;
}
.words dt {
  color: var(--ink);
  font-weight: 600;
}
@media (min-width: 600px) {
  .words div {
    display: grid;
    grid-template-columns: 186px 1fr;
    gap: 16px;
  }
}
.words p {
  margin: 0;
  text-wrap: wrap;
}
article + article {
  margin-top: 44px;
  padding-top: 4px;
  border-top: 1px solid var(--line);
}
article > h3 {
  margin-top: 18px;
  font-size: 19px;
  line-height: 1.3;
}
table.loss {
  width: auto;
  min-width: 66%;
}
tr.whole th,
tr.whole td {
  border-top: 1px solid var(--line);
  font-weight: 600;
}
`;
