import { describe, expect, it } from 'vitest';
import { readSetText } from './read-set.ts';
import { isSameSet, setsOfDefinition } from './same-set.ts';
import { setText, writeSet } from './write-set.ts';

const read = (text: string) => readSetText(text, 'The text');
const json = (value: unknown) => read(JSON.stringify(value));
const idsOf = (text: string) => read(text).expression.items.map(({ concept }) => concept.CONCEPT_ID);

const item = {
  concept: { CONCEPT_ID: 201826, CONCEPT_NAME: 'Type 2 diabetes mellitus', STANDARD_CONCEPT_CAPTION: 'Standard' },
  isExcluded: false,
  includeDescendants: true,
  includeMapped: false,
};
const expression = { items: [item, { concept: { CONCEPT_ID: 4099651 }, isExcluded: true }] };

describe('ATLAS JSON', () => {
  it.each([
    ['an expression', expression],
    ['a set around it', { id: 7, name: 'Diabetes', expression }],
    ['a set with its expression as text', { id: 7, expression: JSON.stringify(expression) }],
    ['a list of items', expression.items],
    ['a list of one set', [{ name: 'Diabetes', expression }]],
    ['a definition with one set', { ConceptSets: [{ id: 0, name: 'Diabetes', expression }], PrimaryCriteria: {} }],
  ])('reads %s', (_, value) => {
    expect(json(value).expression).toEqual(expression);
  });

  it('reads the rows of the WebAPI, concepts alone, one item, and ids', () => {
    expect(json([{ id: 1, conceptId: 5, isExcluded: 0, includeDescendants: 1 }]).expression.items).toEqual([
      { concept: { CONCEPT_ID: 5 }, isExcluded: false, includeDescendants: true },
    ]);
    expect(json([{ CONCEPT_ID: 5, CONCEPT_NAME: 'x' }]).expression.items).toEqual([
      { concept: { CONCEPT_ID: 5, CONCEPT_NAME: 'x' } },
    ]);
    expect(json(item).expression.items).toEqual([item]);
    expect(json([1, 2]).expression.items.map(({ concept }) => concept.CONCEPT_ID)).toEqual([1, 2]);
  });

  it('gives back what it read, with keys it does not know, and with a byte order mark before it', () => {
    const odd = { isMine: true, items: [{ ...item, note: 'kept', concept: { ...item.concept, extra: [1] } }] };
    const text = setText(read(`\uFEFF${JSON.stringify(odd)}`).expression);
    expect(JSON.parse(text)).toEqual(odd);
    expect(setText(read(text).expression)).toBe(text);
  });

  it('keeps a concept that stands twice, and says so', () => {
    const { expression: kept, warnings } = json({ items: [item, item] });
    expect(kept.items).toHaveLength(2);
    expect(warnings).toEqual(['Concept 201826 stands in several items. All were kept.']);
  });

  it.each([
    ['what is cut off', '{"items": [\n{"concept"', /not JSON.*line 2/],
    ['something else', '{"a": 1}', /not a concept set/],
    ['text for an id', '{"items": [{"concept": {"CONCEPT_ID": "abc"}}]}', /\$\.items\[0\]\.concept\.CONCEPT_ID.*text/],
    ['no id', '{"items": [{"concept": {}}]}', /\$\.items\[0\]\.concept\.CONCEPT_ID.*there is none/],
    ['a fraction', '{"items": [{"concept": {"CONCEPT_ID": 1.5}}]}', /whole number/],
    ['text for a flag', '{"items": [{"concept": {"CONCEPT_ID": 1}, "isExcluded": "no"}]}', /isExcluded.*true or false/],
    ['items that are no list', '{"items": 5}', /not a concept set/],
    ['two sets', '[{"name": "a", "items": []}, {"name": "b", "items": []}]', /2 concept sets \(a, b\)/],
    ['nothing', '  \n', /is empty/],
  ])('refuses %s, and says where', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});

describe('CSV', () => {
  const atlas = [
    'Concept ID,Concept Code,Concept Name,Domain,Vocabulary,Standard Concept,Exclude,Descendants,Mapped',
    '201826,44054006,"Type 2, ""adult"" diabetes",Condition,SNOMED,S,FALSE,TRUE,FALSE',
    '4099651,190389009,Type II,Condition,SNOMED,S,TRUE,TRUE,TRUE',
  ];
  const items = [
    {
      concept: {
        CONCEPT_ID: 201826,
        CONCEPT_CODE: '44054006',
        CONCEPT_NAME: 'Type 2, "adult" diabetes',
        DOMAIN_ID: 'Condition',
        VOCABULARY_ID: 'SNOMED',
        STANDARD_CONCEPT: 'S',
      },
      isExcluded: false,
      includeDescendants: true,
      includeMapped: false,
    },
    {
      concept: {
        CONCEPT_ID: 4099651,
        CONCEPT_CODE: '190389009',
        CONCEPT_NAME: 'Type II',
        DOMAIN_ID: 'Condition',
        VOCABULARY_ID: 'SNOMED',
        STANDARD_CONCEPT: 'S',
      },
      isExcluded: true,
      includeDescendants: true,
      includeMapped: true,
    },
  ];

  it.each([
    ['as ATLAS writes it', atlas.join('\r\n')],
    ['with semicolons', atlas.map((line) => line.replace(/,(?! )/g, ';')).join('\n')],
    ['with a byte order mark and empty lines', `\uFEFF${atlas.join('\n\n')}\n\n`],
    ['with quoted headers', atlas.join('\n').replace('Concept ID', '"Concept ID"')],
  ])('reads it %s', (_, text) => {
    expect(read(text).expression.items).toEqual(items);
  });

  it.each([
    ['conceptId,isExcluded,includeDescendants,includeMapped\n1,true,1,no', [true, true, false]],
    ['concept_id;excluded;descendants\n1;0;x', [false, true, undefined]],
  ])('reads other headers', (text, [isExcluded, includeDescendants, includeMapped]) => {
    expect(read(text).expression.items).toEqual([
      JSON.parse(JSON.stringify({ concept: { CONCEPT_ID: 1 }, isExcluded, includeDescendants, includeMapped })),
    ]);
  });

  it('is read back as it was written', () => {
    const { text, fileName } = writeSet('a/b: "c"', { items }, 'csv');
    expect(fileName).toBe('a b c.csv');
    expect(read(text).expression.items).toEqual(items);
  });

  it.each([
    ['no id column', 'name,code\nx,1', /no column “Concept ID”/],
    ['a header alone', 'Concept ID,Exclude\n', /no line/],
    ['text for an id', 'Concept ID,Name\n1,a\nabc,b', /line 3.*whole number/],
    ['no id in a line', 'Concept ID,Name\n,b', /line 2.*nothing/],
    ['another word for a flag', 'Concept ID,Exclude\n1,maybe', /line 2.*TRUE or FALSE/],
    ['an open quote', 'Concept ID,Name\n1,"a\n2,b', /line 2.*never closed/],
  ])('refuses %s, and says the line', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('never repeats what stands where an id should', () => {
    const said = (() => {
      try {
        return JSON.stringify(read('Concept ID,Name\nJohn Smith,b'));
      } catch (error) {
        return String(error);
      }
    })();
    expect(said).toMatch(/line 2/);
    expect(said).not.toMatch(/John/);
  });
});

it('a name that a spreadsheet would run is written as text, and read as it was', () => {
  const items = ['=HYPERLINK("http://a")', '@SUM(1)', '-0.5', '+ve'].map((CONCEPT_NAME, i) => ({
    concept: { CONCEPT_ID: i, CONCEPT_NAME },
  }));
  const { text } = writeSet('a', { items }, 'csv');
  expect(text.split('\r\n').slice(1, 5)).toEqual([
    '0,,"\'=HYPERLINK(""http://a"")",,,,FALSE,FALSE,FALSE',
    "1,,'@SUM(1),,,,FALSE,FALSE,FALSE",
    '2,,-0.5,,,,FALSE,FALSE,FALSE',
    "3,,'+ve,,,,FALSE,FALSE,FALSE",
  ]);
  const read = readSetText(text, 'a').expression.items.map(({ concept }) => concept.CONCEPT_NAME);
  expect(read).toEqual(items.map(({ concept }) => concept.CONCEPT_NAME));
});

describe('ids on lines', () => {
  it('reads them, however they are parted, each once', () => {
    expect(idsOf('3\r\n1\n\n 2 , 1;4\t5')).toEqual([3, 1, 2, 4, 5]);
    expect(read('1\n1').warnings).toHaveLength(1);
  });
  it('reads a megabyte of them', () => {
    const text = Array.from({ length: 120_000 }, (_, i) => 1_000_000 + i).join('\n');
    expect(text.length).toBeGreaterThan(900_000);
    expect(idsOf(text)).toHaveLength(120_000);
  });
  it.each([
    ['1\n2x\n3', /line 2/],
    ['99999999999999999999', /line 1/],
    ['-5', /line 1/],
    ['1.5', /line 1/],
  ])('refuses “%s”', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('two sets are the same', () => {
  it('whatever their order, their names, and flags left out', () => {
    const other = [
      { concept: { CONCEPT_ID: 4099651 }, isExcluded: true, includeMapped: false },
      { ...item, concept: { CONCEPT_ID: 201826 } },
    ];
    expect(isSameSet(expression.items, other)).toBe(true);
    expect(isSameSet(expression.items, [item])).toBe(false);
    expect(isSameSet(expression.items, undefined)).toBe(false);
  });
  it('and a definition that is no definition has none', () => {
    expect(setsOfDefinition({ ConceptSets: [null, { name: 3 }, { name: 'a', expression: null }] })).toEqual([
      { name: 'a', items: undefined },
    ]);
    expect(setsOfDefinition({ ConceptSets: 'x' })).toEqual([]);
  });
});
