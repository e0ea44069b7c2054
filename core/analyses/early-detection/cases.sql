-- Who reaches the outcome under observation, with a record that reaches back from it by the longest lead and the history
-- before; at most so many, drawn by hash. `days` is the time scale: days from entry to the outcome.
CREATE OR REPLACE TEMP TABLE early_cases AS
SELECT number, entry_date, record_start, (outcome_date - entry_date)::INTEGER AS days
FROM early_persons
WHERE fate = 'at-risk' AND outcome_date <= last_day AND outcome_date - record_start >= {{reach}}
ORDER BY hash(number, {{seed}}), number
LIMIT {{mostCases}}
