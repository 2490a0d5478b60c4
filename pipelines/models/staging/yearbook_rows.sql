-- A row of the statistical yearbook, as its newest accepted row has it.
select
    stat_year,
    row_code,
    table_name,
    row_title,
    measure_unit,
    source,
    manual_value,
    logic_check,
    submission_id,
    row_number
from raw.yearbook_rows
where is_newest
