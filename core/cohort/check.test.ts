import { describe, expect, test } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { checkExpression, parseExpression } from './check.ts';

const set = (id: number) => ({ id, name: `set ${id}`, expression: { items: [{ concept: { CONCEPT_ID: id } }] } });
const definition = (
  more: Record<string, unknown> = {},
  criterion: unknown = { ConditionOccurrence: { CodesetId: 1 } },
) => ({
  ConceptSets: [set(1)],
  PrimaryCriteria: {
    CriteriaList: [criterion],
    ObservationWindow: { PriorDays: 0, PostDays: 0 },
    PrimaryCriteriaLimit: { Type: 'All' },
  },
  ...more,
});
const problems = (json: unknown) =>
  checkExpression(json).problems.map(({ severity, path, message }) => `${severity} ${path}: ${message}`);
const entry = '$.PrimaryCriteria.CriteriaList[0]';
const rule = (expression: unknown) => ({ InclusionRules: [{ name: 'r', expression }] });
const correlated = (more: Record<string, unknown> = {}) => ({
  Criteria: { ConditionOccurrence: { CodesetId: 1 } },
  StartWindow: { Start: { Days: 1, Coeff: -1 }, End: { Days: 0, Coeff: 1 } },
  Occurrence: { Type: 2, Count: 1 },
  ...more,
});

describe('a definition that is right', () => {
  test('has no problem and keeps the JSON it came from', () => {
    const json = definition();
    const { expression, problems: found } = checkExpression(json);
    expect(found).toEqual([]);
    expect(expression?.raw).toBe(json);
  });

  test('may carry keys at its top that Circe reads past; they are named and kept', () => {
    const { expression, problems: found } = checkExpression(definition({ author: 'x' }));
    expect(found).toMatchObject([{ path: '$.author', severity: 'warning' }]);
    expect(expression?.raw).toMatchObject({ author: 'x' });
  });
});

describe('what is wrong is named with its place and what to do', () => {
  test.each([
    ['not an object', 'hello', /^invalid \$: A cohort definition must be a JSON object, but here is text/],
    ['null', null, /^invalid \$: .* here is null/],
    ['a list', [], /^invalid \$: .* here is a list/],
    ['nothing to enter with', {}, /^invalid \$: .*needs “PrimaryCriteria”/],
    [
      'no entry criterion',
      { PrimaryCriteria: { CriteriaList: [], ObservationWindow: {} } },
      /^invalid \$\.PrimaryCriteria\.CriteriaList: .*Add one/,
    ],
    [
      'an unknown domain',
      definition({}, { Allergy: {} }),
      /^unsupported \$\.PrimaryCriteria\.CriteriaList\[0\]: .*ConditionEra, /,
    ],
    [
      'an unknown attribute',
      definition({}, { ConditionOccurrence: { CodesetId: 1, Severity: 2 } }),
      /^unsupported \$\.PrimaryCriteria\.CriteriaList\[0\]\.ConditionOccurrence\.Severity: .*does not know/,
    ],
    [
      'text where a number belongs',
      definition({}, { ConditionOccurrence: { CodesetId: 1, Age: { Op: 'gt', Value: 'eighteen' } } }),
      /^invalid .*ConditionOccurrence\.Age\.Value: .*must be a number, but here is text/,
    ],
    [
      'an operator that is none',
      definition({}, { ConditionOccurrence: { CodesetId: 1, Age: { Op: '>', Value: 18 } } }),
      /^invalid .*Age\.Op: .*must be one of lt, lte/,
    ],
    [
      'between without an upper end',
      definition({}, { ConditionOccurrence: { CodesetId: 1, Age: { Op: 'bt', Value: 18 } } }),
      /^invalid .*ConditionOccurrence\.Age: .*needs “Extent”/,
    ],
    [
      'a day that is not in the calendar',
      definition({}, { ConditionOccurrence: { CodesetId: 1, OccurrenceStartDate: { Op: 'gt', Value: '2001-02-29' } } }),
      /^invalid .*OccurrenceStartDate\.Value: .*YYYY-MM-DD/,
    ],
    [
      'a concept set that is not there',
      definition({}, { ConditionOccurrence: { CodesetId: 7 } }),
      /^invalid \$\.PrimaryCriteria\.CriteriaList\[0\]\.ConditionOccurrence\.CodesetId: There is no concept set with the id 7/,
    ],
    [
      'two concept sets with one id',
      definition({ ConceptSets: [set(1), set(1)] }),
      /^invalid \$\.ConceptSets\[1\]: Two concept sets have the id 1/,
    ],
    [
      'a group type that is none',
      definition(rule({ Type: 'NONE', CriteriaList: [correlated()] })),
      /^invalid \$\.InclusionRules\[0\]\.expression\.Type: .*AT_LEAST or AT_MOST/,
    ],
    [
      'an unknown key deep inside',
      definition(rule({ Type: 'ALL', CriteriaList: [correlated({ MaxGap: 3 })] })),
      /^unsupported \$\.InclusionRules\[0\]\.expression\.CriteriaList\[0\]\.MaxGap: /,
    ],
    [
      'a count column that the domain has not got',
      definition(
        rule({
          Type: 'ALL',
          CriteriaList: [correlated({ Occurrence: { Type: 2, Count: 1, IsDistinct: true, CountColumn: 'REFILLS' } })],
        }),
      ),
      /^unsupported .*Occurrence: Circe cannot count distinct REFILLS of condition occurrences/,
    ],
    [
      'a censor window that ends before it begins',
      definition({ CensorWindow: { StartDate: '2001-01-01', EndDate: '2000-01-01' } }),
      /^invalid \$\.CensorWindow: .*ends before it begins/,
    ],
    [
      'an end strategy that is none',
      definition({ EndStrategy: { Never: {} } }),
      /^unsupported \$\.EndStrategy\.Never: /,
    ],
    [
      'what CDM 5 has no column for',
      definition({ ConceptSets: [] }, { DrugExposure: { EffectiveDrugDose: { Op: 'gt', Value: 1 } } }),
      /^unsupported .*DrugExposure\.EffectiveDrugDose: EffectiveDrugDose cannot be answered: CDM 5.3 and 5.4/,
    ],
    [
      'a thousand rules',
      definition({ InclusionRules: Array.from({ length: 1000 }, () => ({ name: 'r', expression: { Type: 'ALL' } })) }),
      /^unsupported \$\.InclusionRules: There are 1000 inclusion rules/,
    ],
  ])('%s', (_, json, first) => {
    expect(problems(json)[0]).toMatch(first);
    expect(checkExpression(json).expression).toBeNull();
  });

  test('criteria in criteria in criteria, without end', () => {
    let inner: Record<string, unknown> = { Type: 'ALL' };
    for (let i = 0; i < 5000; i++) inner = { Type: 'ALL', Groups: [inner] };
    expect(problems(definition(rule(inner)))).toEqual([expect.stringMatching(/more than 250 levels deep/)]);
  });

  test.each([
    ['Frist', 'First'],
    ['codesetId', 'CodesetId'],
    ['OccurenceStartDate', 'OccurrenceStartDate'],
    ['ConditionTypes', 'ConditionType'],
    ['Agee', 'Age'],
    ['Severity', null],
    ['x'.repeat(70), null],
  ])('a key that may be misspelt: %s', (key, meant) => {
    const [found] = problems(definition({}, { ConditionOccurrence: { [key]: true } }));
    expect(found?.match(/Did you mean “(\w+)”\?/)?.[1] ?? null).toBe(meant);
  });

  test('every problem is listed, not only the first', () => {
    const json = definition({ Titel: 1 }, { ConditionOccurrence: { CodesetId: 9, Frist: true } });
    expect(problems(json).length).toBe(4);
  });
});

describe('what is strange but runs is a warning', () => {
  test('a window that ends before it begins finds nothing', () => {
    const StartWindow = { Start: { Days: 1, Coeff: 1 }, End: { Days: 1, Coeff: -1 } };
    const { expression, problems: found } = checkExpression(
      definition(rule({ Type: 'ALL', CriteriaList: [correlated({ StartWindow })] })),
    );
    expect(expression).not.toBeNull();
    expect(found).toMatchObject([{ severity: 'warning', path: expect.stringMatching(/StartWindow$/) }]);
  });

  test('numbers in quotes, as older versions of ATLAS wrote them', () => {
    const EndStrategy = { DateOffset: { DateField: 'StartDate', Offset: ' -30 ' } };
    const age = { ConditionOccurrence: { CodesetId: 1, Age: { Op: 'gte', Value: '18' } } };
    const { expression, problems: found } = checkExpression(definition({ EndStrategy }, age));
    expect(expression?.end).toMatchObject({ days: -30 });
    expect(expression?.entry.criteria[0]?.attributes).toMatchObject([{ range: { op: 'gte', value: 18 } }]);
    expect(found).toMatchObject([
      { severity: 'warning', path: `${entry}.ConditionOccurrence.Age.Value` },
      { severity: 'warning', path: '$.EndStrategy.DateOffset.Offset', message: expect.stringMatching(/in quotes/) },
    ]);
    for (const Offset of ['', '1 day', '0x1F', 'NaN', '1e3', '1,000', '9'.repeat(400)])
      expect(problems(definition({ EndStrategy: { DateOffset: { Offset } } })), Offset).toMatchObject([
        expect.stringMatching(/^invalid \$\.EndStrategy\.DateOffset\.Offset: .*must be a number/),
      ]);
  });

  test('a concept set that only a rule uses which is off is not called unused', () => {
    const rule = {
      name: 'one',
      expression: {
        Type: 'ALL',
        CriteriaList: [
          {
            Criteria: { Death: { CodesetId: 2 } },
            StartWindow: { Start: { Days: 0, Coeff: -1 }, End: { Coeff: 1 } },
            Occurrence: { Type: 2, Count: 1 },
          },
        ],
      },
    };
    const sets = { ConceptSets: [set(1), set(2)] };
    expect(problems(definition({ ...sets, Stillroom: { rulesOff: [{ index: 0, rule }] } }))).toEqual([]);
    expect(problems(definition(sets))).toEqual([expect.stringMatching(/^warning \$\.ConceptSets\[1\]: No criterion/)]);
  });

  test('a concept set that nothing uses, and one that includes nothing', () => {
    const empty = { id: 1, name: 'empty', expression: { items: [] } };
    expect(problems(definition({ ConceptSets: [empty, set(2)] }))).toEqual([
      expect.stringMatching(/^warning \$\.ConceptSets\[0\]: .*includes nothing/),
      expect.stringMatching(/^warning \$\.ConceptSets\[1\]: No criterion uses/),
    ]);
  });

  test('keys of concepts that Circe does not read, and attributes its SQL leaves out', () => {
    const odd = { id: 1, name: 's', expression: { items: [{ concept: { CONCEPT_ID: 1, COLOUR: 'red' } }] } };
    const specimen = { Specimen: { CodesetId: 1, SpecimenSourceConcept: 1 } };
    const { expression, problems: found } = checkExpression(definition({ ConceptSets: [odd] }, specimen));
    expect(expression).not.toBeNull();
    expect(found.map(({ path }) => path)).toEqual([
      `${entry}.Specimen.SpecimenSourceConcept`,
      '$.ConceptSets[0].expression.items[0].concept.COLOUR',
    ]);
  });
});

describe('parseExpression', () => {
  test('gives the checked tree, or throws with all problems', () => {
    expect(parseExpression(definition()).entry.criteria[0]?.domain).toBe('ConditionOccurrence');
    const thrown = (json: unknown) => {
      try {
        parseExpression(json);
        return null;
      } catch (error) {
        return error instanceof Failure ? error : null;
      }
    };
    expect(thrown(definition({}, { ConditionOccurrence: { Severity: 1 } }))?.code).toBe('unsupported');
    const wrong = thrown({});
    expect(wrong?.code).toBe('invalid_input');
    expect(wrong?.details.problems).toHaveLength(1);
  });
});
