import axe from 'axe-core';

/**
 * What axe finds wrong with a part of the window: `rule: element`. Colour contrast and what belongs to a whole page are
 * left to the journeys in a real browser; happy-dom lays nothing out.
 */
export async function accessibilityProblems(element: Element): Promise<readonly string[]> {
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
