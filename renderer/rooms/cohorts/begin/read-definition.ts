type Definition = Record<string, unknown>;

const isObject = (value: unknown): value is Definition =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A definition out of pasted JSON: an expression itself, or an ATLAS cohort that holds one. Null where there is none. */
export function readDefinition(text: string): Definition | null {
  const value = parse(text);
  if (!isObject(value)) return null;
  const inner = typeof value.expression === 'string' ? parse(value.expression) : value.expression;
  const definition = isObject(inner) ? inner : value;
  return 'PrimaryCriteria' in definition ? definition : null;
}
