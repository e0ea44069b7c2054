-- One row a case and a control, set by set, at the index date: the outcome of the case, or the day on which the control had
-- been in the cohort for as long.
CREATE OR REPLACE TEMP TABLE early_rows AS
SELECT
  row_number() OVER (ORDER BY s.set_id, s.is_case DESC, s.number) AS row_id,
  s.set_id,
  p.person_id AS subject_id,
  s.number,
  s.is_case,
  p.entry_date + c.days AS index_date,
  (p.entry_date + c.days - p.record_start)::INTEGER AS record_days,
  c.days AS entry_days
FROM early_sets AS s
JOIN early_persons AS p USING (number)
JOIN early_sets AS k ON k.set_id = s.set_id AND k.is_case = 1
JOIN early_cases AS c ON c.number = k.number
ORDER BY row_id
