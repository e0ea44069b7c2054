-- Entries and persons of each cohort: an empty one has no row.
SELECT arm, count(*) AS entries, count(DISTINCT subject_id) AS persons
FROM ({{entries}})
GROUP BY arm
ORDER BY arm
