import type { ExpressionTree, InclusionRule } from './expression/cohort.ts';
import { type CorrelatedCriterion, type CriteriaGroup, type Criterion, isEmpty } from './expression/criteria-tree.ts';
import type { CohortProblem } from './expression/problem.ts';

/** What runs but hardly can be meant: rules that ask nothing or the same, conditions that always or never hold. */
export function lint(tree: ExpressionTree): CohortProblem[] {
  return [...emptyRules(tree), ...sameRules(tree.rules), ...oddConditions(tree)];
}

const warning = (path: string, message: string): CohortProblem => ({ path, severity: 'warning', message });
const named = ({ name }: InclusionRule) => (name ? `The rule “${name}”` : 'This rule');

const emptyRules = ({ rules }: ExpressionTree) =>
  rules
    .filter(({ group }) => isEmpty(group))
    .map((rule) =>
      warning(rule.path, `${named(rule)} asks nothing, so it excludes nobody. Add a condition, or remove it.`),
    );

/** What a rule asks, without where it stands. */
const asked = ({ group }: InclusionRule) => JSON.stringify(group, (key, value) => (key === 'path' ? undefined : value));

function sameRules(rules: readonly InclusionRule[]): CohortProblem[] {
  const first = new Map<string, InclusionRule>();
  return rules.flatMap((rule) => {
    if (isEmpty(rule.group)) return [];
    const text = asked(rule);
    const earlier = first.get(text);
    if (!earlier) {
      first.set(text, rule);
      return [];
    }
    return [
      warning(
        rule.path,
        `${named(rule)} asks the same as ${earlier.name ? `“${earlier.name}”` : 'one before it'}. Remove one of them.`,
      ),
    ];
  });
}

function oddConditions({ entry, additional, rules, censoring }: ExpressionTree): CohortProblem[] {
  const found: CohortProblem[] = [];
  const ofCounted = (counted: CorrelatedCriterion) => {
    const { path, criterion } = counted;
    const { type, count } = counted.occurrence;
    if (cannotMatch(counted)) found.push(warning(`${path}.EndWindow`, neverMatches));
    if (type === 'atLeast' && count === 0)
      found.push(
        warning(`${path}.Occurrence`, 'There are always at least 0 events, so this asks nothing. Ask for 1 or more.'),
      );
    ofCriterion(criterion);
  };
  const ofCriterion = ({ correlated }: Criterion) => {
    if (correlated) ofGroup(correlated);
  };
  const ofGroup = ({ criteria, groups }: CriteriaGroup): void => {
    criteria.forEach(ofCounted);
    groups.forEach(ofGroup);
  };
  [...entry.criteria, ...censoring].forEach(ofCriterion);
  if (additional) ofGroup(additional);
  for (const { group } of rules) ofGroup(group);
  return found;
}

const neverMatches =
  'The event would have to end before the first day on which it may start, so none can match. Change one of the windows.';

/** Both windows seen from the same date, one for the event's start, one for its end. */
function cannotMatch({ startWindow, endWindow, criterion }: CorrelatedCriterion): boolean {
  if (endWindow === null || criterion.dateAdjustment !== null) return false;
  const isSameDate = startWindow.useIndexEnd === endWindow.useIndexEnd;
  if (!isSameDate || startWindow.useEventEnd || !endWindow.useEventEnd) return false;
  const [earliest, latest] = [startWindow.start.days, endWindow.end.days];
  return earliest !== null && latest !== null && latest < earliest;
}
