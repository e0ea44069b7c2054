import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { figureSvg } from './figure-svg.ts';
import { renderReport } from './html.ts';
import { exampleFindings } from './testing/example-findings.ts';
import { withText } from './testing/with-text.ts';

const input = { findings: exampleFindings, study: 'First drugs' };
const html = renderReport(input);
const hostile = `<img src=https://x.test/a onerror=alert(1)>"'&</script><style>*{}</style>`;

describe('renderReport', () => {
  it('numbers tables and figures through all findings', () => {
    expect([...html.matchAll(/<b>((?:Table|Figure) \d)\.<\/b>/g)].map((match) => match[1]!).sort()).toEqual([
      'Figure 1',
      'Figure 2',
      'Table 1',
      'Table 1',
      'Table 2',
      'Table 2',
    ]);
  });

  it('is read from top to bottom: asked, on whom, how, results, what is not shown, how it was made, how to check it', () => {
    const order = ['asked', 'whom', 'how', 'results', 'not-shown', 'made', 'provenance', 'checking'];
    const places = order.map((part) => html.indexOf(`<section id="${part}">`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('allows its own style sheet by hash and nothing else', () => {
    const css = /<style>([\s\S]*?)<\/style>/.exec(html)![1]!;
    const hash = createHash('sha256').update(css).digest('base64');
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
  });

  it('refers to nothing outside itself', () => {
    const links = [...html.matchAll(/\b(?:src|href|action|data|poster|srcset)\s*=\s*"([^"]*)"/g)].map(
      (match) => match[1]!,
    );
    expect(links.every((link) => link.startsWith('#'))).toBe(true);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|url\(|@import|<script|<link|<iframe|style=/,
    );
  });

  it('escapes every text that is not its own', () => {
    const report = renderReport({
      findings: exampleFindings.map((finding) => withText(finding, hostile)),
      study: hostile,
      methods: { [hostile]: { title: hostile, text: hostile } },
    });
    expect(report).not.toMatch(/<img|<\/script|onerror=alert\(1\)>"/);
    expect(report.match(/<style>/g)).toHaveLength(1);
    expect(report).toContain('&lt;img src=https://x.test/a onerror=alert(1)&gt;&quot;&#39;&amp;');
  });

  it('says of a withheld cell that it is withheld, to the ear as well', () => {
    expect(html).toContain('<span class="unseen">withheld</span>');
  });

  it('says of each table how many of its numbers are withheld', () => {
    const [loss] = /<table class="loss">.*?<\/table>/s.exec(html) ?? [''];
    const cells = [
      ...loss.matchAll(
        /<th scope="row" class="left">([^<]*)<\/th><td class="right">(\d+)<\/td><td class="right">(\d+)/g,
      ),
    ];
    const withheld = [...html.matchAll(/title="Withheld"/g)].length;
    expect(cells.map(([, label]) => label)).toEqual([
      'Table 1. Who is in the cohort, and how they got there',
      'Table 2. Characteristics at the start of treatment',
      'All tables',
    ]);
    expect(cells.map(([, , , n]) => Number(n)).at(-1)).toBe(withheld);
    expect(withheld).toBeGreaterThan(0);
  });

  it('says in words whom a cohort holds', () => {
    const [first] = exampleFindings;
    const words = [{ heading: 'Entry', sentences: ['Persons enter with a <first> prescription.'] }];
    const cohorts = first!.provenance.cohorts.map((cohort) => ({ ...cohort, words }));
    const report = renderReport({ ...input, findings: [{ ...first!, provenance: { ...first!.provenance, cohorts } }] });
    expect(report).toContain('<dt>Entry</dt><dd><p>Persons enter with a &lt;first&gt; prescription.</p></dd>');
    expect(html).toContain('Generated before definitions were kept in words');
  });

  it('says of a finding without context that none was written', () => {
    const [first] = exampleFindings;
    expect(renderReport({ ...input, findings: [{ ...first!, context: ' ' }] })).toContain('No sentence of context');
  });

  it('is the same text every time', () => {
    expect(renderReport(structuredClone(input))).toBe(html);
  });
});

describe('figureSvg', () => {
  const curve = exampleFindings[2]!.checked.curves[0]!;
  const svg = figureSvg(curve);

  it('draws each published point and no more', () => {
    const drawn = curve.series.reduce((sum, series) => sum + series.points.length, 0);
    const lines = [...svg.matchAll(/<path d="M([^"]*)" fill="none"/g)].map((match) => match[1]!.split('L').length - 1);
    expect(svg.match(/<circle/g)).toHaveLength(drawn);
    expect(lines).toEqual(curve.series.map((series) => series.points.length));
  });

  it('names its series and prints the rounded numbers at risk', () => {
    for (const series of curve.series) expect(svg).toContain(`>${series.label}</text>`);
    expect(svg).toContain('>1,105</text>');
    expect(svg).toContain('role="img"');
  });

  it('holds no style, script, link or font', () => {
    expect(svg).not.toMatch(/<style|<script|href|url\(|@font|style=/);
  });

  it('starts a rising curve at 0', () => {
    const point = { atRisk: 100, events: 15, censored: 0, lower: null, upper: null };
    const rising = {
      ...curve,
      series: [
        {
          label: 'a',
          points: [
            { ...point, time: 1, estimate: 0.1 },
            { ...point, time: 2, estimate: 0.2 },
          ],
        },
      ],
    };
    expect(figureSvg(rising)).toMatch(/<path d="M[\d.]+ 324L/);
  });
});
