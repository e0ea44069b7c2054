import { Failure } from '../../contract/failure.ts';

/** One step of a JSON path: a key or a place in a list. */
export type Step = string | number;

const plain = /^[A-Za-z_][A-Za-z0-9_]*$/;
const token = /\.([A-Za-z_][A-Za-z0-9_]*)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** The path of a member: `$.A` and `B` give `$.A.B`, and 0 gives `$.A[0]`. */
export function child(path: string, step: Step): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return plain.test(step) ? `${path}.${step}` : `${path}[${JSON.stringify(step)}]`;
}

export const pathOf = (steps: readonly Step[]): string => steps.reduce<string>(child, '$');

/**
 * The steps of a JSON path such as `$.InclusionRules[0].name`.
 *
 * @throws Failure `invalid_input` where it is no such path.
 */
export function stepsOf(path: string): Step[] {
  const wrong = () => new Failure('invalid_input', `“${path.slice(0, 80)}” is not a place in a definition.`);
  if (!path.startsWith('$')) throw wrong();
  const steps: Step[] = [];
  token.lastIndex = 1;
  while (token.lastIndex < path.length) {
    const found = token.exec(path);
    if (!found) throw wrong();
    const [, key, index, quoted] = found;
    steps.push(key ?? (index === undefined ? keyOf(quoted, wrong) : Number(index)));
  }
  return steps;
}

function keyOf(quoted: string | undefined, wrong: () => Failure): string {
  try {
    return String(JSON.parse(quoted ?? ''));
  } catch (error) {
    throw error instanceof SyntaxError ? wrong() : error;
  }
}
