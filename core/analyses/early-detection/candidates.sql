-- Who could stand for a case as a control: at risk as many days after their own entry as the case had been at the outcome
-- (observed, alive, without it yet), on a day at most {{caliper}} days away in the calendar, with a record as long give or
-- take as many days that reaches back far enough. In drawing order; of very many, so many drawn by hash.
SELECT c.number AS case_number, p.number AS control_number
FROM early_cases AS c
JOIN early_persons AS p
  ON p.entry_date BETWEEN c.entry_date - {{caliper}} AND c.entry_date + {{caliper}}
  AND p.entry_date - p.record_start BETWEEN c.entry_date - c.record_start - {{caliper}} AND c.entry_date - c.record_start + {{caliper}}
WHERE p.fate = 'at-risk'
  AND p.number <> c.number
  AND p.entry_date + c.days <= p.last_day
  AND (p.outcome_date IS NULL OR p.outcome_date > p.entry_date + c.days)
  AND p.entry_date + c.days - p.record_start >= {{reach}}
QUALIFY row_number() OVER (PARTITION BY c.number ORDER BY hash(c.number, p.number, {{seed}}), p.number) <= {{mostCandidates}}
ORDER BY c.number, hash(c.number, p.number, {{seed}}), p.number
