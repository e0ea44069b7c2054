-- How many of each cohort were kept or left out, and why.
SELECT arm, status, count(*) AS persons
FROM comparison_persons
GROUP BY arm, status
ORDER BY arm, status
