import { Failure } from '../../contract/failure.ts';

/**
 * Puts SQL fragments into a `.sql` file: `fillSql('FROM {{table}}', { table: '"lung"' })` gives `FROM "lung"`.
 * The fragments are trusted text: names through `identifier()`, values through `literal()`.
 */
export function fillSql(text: string, fragments: Readonly<Record<string, string>>): string {
  return text.trim().replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const fragment = fragments[name];
    if (fragment === undefined) throw new Failure('internal', `An SQL file of an analysis lacks its “${name}”.`);
    return fragment;
  });
}
