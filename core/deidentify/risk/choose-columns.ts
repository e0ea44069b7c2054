import { Failure } from '../../../contract/failure.ts';
import type { RiskColumn } from './codes-sql.ts';
import { soundsIdentifying } from './guess.ts';
import { riskPolicy } from './policy.ts';

export interface ChosenColumn extends RiskColumn {
  readonly guessed: boolean;
}

/** The columns a question names, once each, in its order; or those whose names sound identifying. */
export function chooseColumns(all: readonly RiskColumn[], named: readonly string[] | undefined): ChosenColumn[] {
  const names = named?.length ? named : all.map(({ name }) => name).filter(soundsIdentifying);
  const chosen = names.map((name) => ({ ...columnOf(all, name), guessed: !named?.length }));
  const unique = chosen.filter(({ name }, i) => chosen.findIndex((other) => other.name === name) === i);
  if (unique.length === 0)
    throw new Failure(
      'invalid_input',
      `No column's name sounds like a quasi-identifier (age, sex, postcode …). Name them; the table has ${listed(all)}.`,
    );
  if (unique.length > riskPolicy.columns)
    throw new Failure(
      'invalid_input',
      `${unique.length} quasi-identifiers are too many: with more than ${riskPolicy.columns} every set of three cannot be looked at. Name those that somebody else could know of a person.`,
    );
  return unique;
}

/** @throws Failure `invalid_input` with the columns there are. */
export function columnOf(all: readonly RiskColumn[], name: string): RiskColumn {
  const exact = all.find((column) => column.name === name);
  const near = all.filter((column) => column.name.toLowerCase() === name.trim().toLowerCase());
  const found = exact ?? (near.length === 1 ? near[0] : undefined);
  if (found) return found;
  throw new Failure('invalid_input', `The table has no column “${name}”. It has ${listed(all)}.`, { column: name });
}

function listed(all: readonly RiskColumn[]): string {
  const names = all.map(({ name }) => name);
  return names.length > 30 ? `${names.slice(0, 30).join(', ')} and ${names.length - 30} more` : names.join(', ');
}
