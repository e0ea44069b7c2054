-- How many rows there are, how many lack something, and how many have a time before zero.
SELECT
  count(*) AS total,
  count(*) FILTER (WHERE {{complete}}) AS complete,
  count(*) FILTER (WHERE {{complete}} AND {{time}} < 0) AS negative
FROM {{table}} AS d
