/** Functions a person's query may call: they compute from their arguments and touch nothing else. */
const operators = '+ - * / // % ** ^ & | << >> ~ ! !~~ !~~* ~~ ~~* ~~~ || @> <@ && -> ->> <->';
const aggregates = `any_value approx_count_distinct approx_quantile arg_max arg_max_null arg_min arg_min_null argmax argmin array_agg avg bit_and
  bit_or bit_xor bool_and bool_or corr count count_if count_star countif covar_pop covar_samp entropy favg first fsum geomean
  geometric_mean group_concat histogram kahan_sum kurtosis kurtosis_pop last list listagg mad max max_by mean median min min_by mode product
  quantile quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy
  regr_syy reservoir_quantile sem skewness stddev stddev_pop stddev_samp string_agg sum sumkahan sum_no_overflow var_pop var_samp variance wavg weighted_avg`;
const windows =
  'cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number fill';
const numbers = `abs acos acosh add asin asinh atan atan2 atanh bin bit_count cbrt ceil ceiling cos cosh cot degrees divide even exp
  factorial fdiv floor fmod gamma gcd greatest greatest_common_divisor isfinite isinf isnan lcm least least_common_multiple
  lgamma ln log log10 log2 mod multiply nextafter pi pow power radians round round_even roundbankers sign signbit sin sinh sqrt
  subtract tan tanh trunc xor equi_width_bins`;
const dates = `age century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc day dayname
  dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms epoch_ns epoch_us era hour isodow isoyear julian last_day make_date
  make_time make_timestamp microsecond millennium millisecond minute month monthname nanosecond quarter second strftime strptime
  time_bucket to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds to_minutes to_months
  to_quarters to_seconds to_timestamp to_weeks to_years try_strptime week weekday weekofyear year yearweek today current_date now get_current_timestamp`;
const texts = `array_extract ascii bar base64 bit_length char_length character_length chr concat concat_ws contains damerau_levenshtein
  editdist3 ends_with format format_bytes from_base64 from_hex hamming hash hex ilike_escape instr jaccard jaro_similarity jaro_winkler_similarity lcase left
  length levenshtein like_escape lower lpad ltrim md5 mismatches nfc_normalize not_ilike_escape not_like_escape ord position prefix
  printf regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace
  regexp_split_to_array repeat replace reverse right rpad rtrim sha256 split split_part starts_with str_split str_split_regex
  string_split string_split_regex string_to_array strip_accents strlen strpos substr substring suffix to_base to_base64 to_hex
  translate trim ucase unhex unicode upper`;
const nested = `array_append array_concat array_contains array_distinct array_filter array_has array_has_all array_has_any array_length
  array_position array_slice array_sort array_to_string array_transform cardinality element_at flatten generate_series len list_aggregate list_append list_apply
  list_avg list_concat list_contains list_count list_distinct list_element list_extract list_filter list_first list_has list_has_all
  list_has_any list_last list_max list_median list_min list_mode list_position list_reduce list_reverse list_slice list_sort list_string_agg
  list_sum list_transform list_unique list_value list_zip map map_contains map_entries map_extract map_from_entries
  map_keys map_values range row struct_extract struct_insert struct_pack unnest unpivot_list array_value`;
const conditionals =
  'coalesce constant_or_null ifnull nullif typeof if alias struct_extract_at can_cast_implicitly enum_range enum_code';

const words = (text: string) => text.split(/\s+/).filter(Boolean);

export const allowedFunctions: ReadonlySet<string> = new Set(
  [operators, aggregates, windows, numbers, dates, texts, nested, conditionals].flatMap(words),
);

/** Functions that may stand where a table stands. */
export const allowedTableFunctions: ReadonlySet<string> = new Set(['unnest', 'range', 'generate_series']);
