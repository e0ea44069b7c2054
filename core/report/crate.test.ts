import { existsSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildBundle } from './bundle.ts';
import { crateProblems } from './crate-problems.ts';
import { sha256 } from './manifest.ts';
import { exampleFindings } from './testing/example-findings.ts';
import { studyOfTests } from './testing/study-of-tests.ts';

interface Entity extends Record<string, unknown> {
  '@id': string;
}
interface Crate {
  '@graph': Entity[];
}

const { bytes } = await buildBundle({ findings: exampleFindings, study: 'First drugs' }, studyOfTests());
const files = unzipSync(bytes);
const read = (): Crate => JSON.parse(new TextDecoder().decode(files['ro-crate-metadata.json'])) as Crate;
const find = (id: string, crate = read()): Entity => crate['@graph'].find((entity) => entity['@id'] === id)!;

describe('the RO-Crate of a bundle', () => {
  it('is in the Five Safes profile', () => {
    expect(crateProblems(read())).toEqual([]);
    expect(find('./')).toMatchObject({ conformsTo: { '@id': 'https://w3id.org/5s-crate/0.4' } });
  });

  it('describes each file with its hash, but itself and what seals it', () => {
    const own = ['manifest.json', 'manifest.sha256', 'ro-crate-metadata.json', 'signature.json'];
    for (const [path, content] of Object.entries(files).filter(([name]) => !own.includes(name)))
      expect(find(path)).toMatchObject({ '@type': 'File', sha256: sha256(content) });
    expect(read()['@graph'].filter((entity) => entity['@type'] === 'File')).toHaveLength(Object.keys(files).length - 4);
  });

  it('says that the check was carried out and that the sign-off is awaited', () => {
    expect(find('#disclosure')).toMatchObject({ actionStatus: 'http://schema.org/CompletedActionStatus' });
    expect(find('#sign-off')).toMatchObject({ actionStatus: 'http://schema.org/PotentialActionStatus' });
  });
});

describe('crateProblems', () => {
  const broken = (change: (crate: Crate) => void): string => {
    const crate = read();
    change(crate);
    return crateProblems(crate).join(' ');
  };
  const without = (id: string) => (crate: Crate) => {
    crate['@graph'] = crate['@graph'].filter((entity) => entity['@id'] !== id);
  };

  it.each([
    ['a root', without('./'), 'no root dataset'],
    ['its own description', without('ro-crate-metadata.json'), 'does not describe itself'],
    ['its profile', without('https://w3id.org/5s-crate/0.4'), 'profile is not described'],
    ['a file it lists', without('report.html'), '“report.html” as hasPart'],
    ['what was asked', without('#query-2026-03-02-attrition'), '“#query-2026-03-02-attrition” as mentions'],
    ['the workflow', without('#workflow'), '“#workflow” as mainEntity'],
    ['a status', (crate: Crate) => delete find('#disclosure', crate).actionStatus, 'no actionStatus'],
    ['its organisation', (crate: Crate) => delete find('./', crate).sourceOrganization, 'no sourceOrganization'],
  ])('misses %s', (_, change, problem) => {
    expect(broken(change)).toContain(problem);
  });

  it('finds what is described twice, and what is no crate at all', () => {
    expect(broken((crate) => crate['@graph'].push(find('#rules', crate)))).toContain('“#rules” is described twice');
    for (const nothing of [null, 3, {}, { '@graph': 3 }]) expect(crateProblems(nothing)).toHaveLength(1);
    expect(crateProblems({ '@graph': [null, 3, {}] }).length).toBeGreaterThan(3);
  });
});

const examples = '../shared/data/safety/five_safes_crates.json';
describe.skipIf(!existsSync(examples))('the examples of the profile', () => {
  const { crates } = JSON.parse(existsSync(examples) ? readFileSync(examples, 'utf8') : '{"crates":{}}') as {
    crates: Record<string, Crate>;
  };

  it.each(Object.entries(crates))('%s has the shape that is looked for', (name, crate) => {
    // One of them misspells a file that it lists.
    expect(crateProblems(crate)).toEqual(
      name.includes('hutch') ? [expect.stringContaining('“rqeuest-query.json”')] : [],
    );
  });
});
