import { InvalidArgumentError } from 'commander';

/** `--params '{"time":"time"}'`: a JSON object. */
export function jsonObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('It must be a JSON object, for example \'{"time":"time","event":"event"}\'.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new InvalidArgumentError('It must be a JSON object.');
  return value as Record<string, unknown>;
}

/** A whole number within bounds. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };

/** `10000,100000`: whole numbers with commas between. */
export const wholeNumbers = (text: string): readonly number[] => text.split(',').map(wholeNumber(1, 10_000_000));
