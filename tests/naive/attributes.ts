import { ageOn, type Candidate, daysLong, type Other, otherRow } from './candidate.ts';
import type { Concept, CriterionBody, Range, Selection, TextFilter } from './circe.ts';
import { fourPlaces, inList, inRange, isSelected, matches } from './comparison.ts';
import { dayIn, dayOf } from './days.ts';
import { lookUp, numberIn, textIn } from './population.ts';

/** What stands in JSON under an attribute's key. */
export type AskedAs = 'date' | 'whole' | 'decimal' | 'age' | 'text' | 'list' | 'selection' | 'set' | 'flag';

export interface Attribute {
  readonly asks: AskedAs;
  /** The key that turns a list into “none of these”. */
  readonly exclude?: string;
  /** Whether a candidate is as `asked`, the value under the attribute's key. `body` is the whole criterion. */
  readonly holds: (candidate: Candidate, asked: unknown, body: CriterionBody) => boolean;
}

type NumberOf = (candidate: Candidate) => number | null;

const column =
  (name: string): NumberOf =>
  ({ row }) =>
    numberIn(row, name);

export const onStart: Attribute = {
  asks: 'date',
  holds: ({ start }, asked) => inRange(start, asked as Range<string>, dayOf),
};

export const onEnd: Attribute = {
  asks: 'date',
  holds: ({ end }, asked) => inRange(end, asked as Range<string>, dayOf),
};

const wholeNumber = (value: NumberOf, asks: 'whole' | 'age' = 'whole'): Attribute => ({
  asks,
  holds: (candidate, asked) => inRange(value(candidate), asked as Range<number>, Math.trunc),
});

const decimalNumber = (value: NumberOf): Attribute => ({
  asks: 'decimal',
  holds: (candidate, asked) => inRange(value(candidate), asked as Range<number>, fourPlaces),
});

export const whole = (name: string) => wholeNumber(column(name));
export const decimal = (name: string) => decimalNumber(column(name));
export const lengthInDays = wholeNumber(daysLong);
export const ageAtStart = wholeNumber((candidate) => ageOn(candidate, candidate.start), 'age');
export const ageAtEnd = wholeNumber((candidate) => ageOn(candidate, candidate.end), 'age');

/** The value as a multiple of a limit of the normal range; of a limit of zero there is none. */
export const ratioTo = (limit: string) =>
  decimalNumber(({ row }) => {
    const value = numberIn(row, 'value_as_number');
    const divisor = numberIn(row, limit);
    return value === null || divisor === null || divisor === 0 ? null : value / divisor;
  });

export const text = (name: string): Attribute => ({
  asks: 'text',
  holds: ({ row }, asked) => matches(textIn(row, name), asked as TextFilter),
});

/** A list of concepts; an empty one asks nothing. */
const oneOf = (name: string, exclude?: string, other?: Other): Attribute => ({
  asks: 'list',
  exclude,
  holds: (candidate, asked, body) => {
    const list = asked as readonly Concept[];
    if (list.length === 0) return true;
    return inList(conceptOf(candidate, name, other), list, exclude !== undefined && body[exclude] === true);
  },
});

/** A selection by concept set. */
export const selected = (name: string, other?: Other): Attribute => ({
  asks: 'selection',
  holds: (candidate, asked) => {
    // Only a provider may be missing; without the person, visit or care site there is no event.
    if (other !== undefined && other !== 'provider' && otherRow(candidate, other) === undefined) return false;
    return isSelected(conceptOf(candidate, name, other), asked as Selection, candidate.world.conceptSets);
  },
});

/** The id of a concept set by itself. */
export const inSet = (name: string): Attribute => ({
  asks: 'set',
  holds: (candidate, asked) =>
    isSelected(conceptOf(candidate, name), { CodesetId: asked as number }, candidate.world.conceptSets),
});

/** The care site lay in a region of the set from the event's start to its end. */
export const placeOfServiceLocation: Attribute = {
  asks: 'set',
  holds: ({ world, row, start, end }, asked) => {
    const { location = [], location_history = [] } = world.population;
    return location_history.some((stay) => {
      if (stay.domain_id !== 'CARE_SITE' || stay.entity_id !== (row.care_site_id ?? Number.NaN)) return false;
      const region = numberIn(lookUp(location, 'location_id', stay.location_id), 'region_concept_id');
      const from = dayIn(stay, 'start_date')!;
      const to = dayIn(stay, 'end_date') ?? dayOf('2099-12-31');
      const isInside = from <= start && end !== null && end <= to;
      return isInside && isSelected(region, { CodesetId: asked as number }, world.conceptSets);
    });
  },
};

function conceptOf(candidate: Candidate, name: string, other?: Other): number | null {
  return numberIn(other === undefined ? candidate.row : otherRow(candidate, other), name);
}

/** Out of the normal range, or with the value “abnormally low” or “abnormally high” of SNOMED. */
export const abnormal: Attribute = {
  asks: 'flag',
  holds: ({ row }, asked) => {
    if (asked !== true) return true;
    const value = numberIn(row, 'value_as_number');
    const low = numberIn(row, 'range_low');
    const high = numberIn(row, 'range_high');
    const isLow = value !== null && low !== null && value < low;
    const isHigh = value !== null && high !== null && value > high;
    return isLow || isHigh || [4155142, 4155143].includes(numberIn(row, 'value_as_concept_id') ?? 0);
  },
};

/** Both forms of an attribute that names concepts: a list under `key`, a selection under `keyCS`. */
export function concepts(key: string, name: string, more: { readonly exclude?: string; readonly other?: Other } = {}) {
  return { [key]: oneOf(name, more.exclude, more.other), [`${key}CS`]: selected(name, more.other) };
}
