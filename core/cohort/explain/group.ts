import { type CriteriaGroup, isEmpty } from '../expression/criteria-tree.ts';
import { leadOf, membersOf } from './criteria.ts';
import type { Sentence } from './sentence.ts';
import { capitalised, type SetNames } from './wording.ts';

/** A group as sentences: what must hold, then one numbered sentence for each member. */
export function groupSentences(group: CriteriaGroup, names: SetNames, prefix = ''): readonly Sentence[] {
  const members = membersOf(group, names);
  const [only] = members;
  if (prefix === '' && members.length === 1 && only?.group === null && (group.type === 'all' || group.type === 'any'))
    return [{ text: `${capitalised(only.text)}.`, path: only.path }];
  const lead = prefix === '' ? [{ text: `${capitalised(leadOf(group))} for the event:`, path: group.path }] : [];
  const numbered = members.flatMap(({ text, path, group: inner }, i) => {
    const number = `${prefix}${i + 1}.`;
    if (inner === null || isEmpty(inner)) return [{ text: `${number} ${capitalised(text)}.`, path }];
    return [{ text: `${number} ${capitalised(text)}:`, path }, ...groupSentences(inner, names, number)];
  });
  return [...lead, ...numbered];
}
