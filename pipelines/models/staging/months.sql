-- A month of a plan year, with its last day and the day its numbers count from.
select
    make_date(year, month_number, 1) as month,
    last_day(make_date(year, month_number, 1)) as month_end,
    year,
    make_date(year, 1, 1) as year_start
from raw.plan_years
cross join generate_series(1, 12) as numbers(month_number)
