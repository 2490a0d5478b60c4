-- A month of a plan year, with its last day and the day its numbers count from.
select month, month_end, year, year_start
from staging.months
