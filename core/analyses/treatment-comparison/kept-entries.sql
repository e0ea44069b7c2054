-- Whose features are built: everybody who is compared, once.
CREATE OR REPLACE TEMP VIEW comparison_entries AS
SELECT subject_id, cohort_start_date, cohort_end_date
FROM comparison_persons
WHERE status = 'kept'
