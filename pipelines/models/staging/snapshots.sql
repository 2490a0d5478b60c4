-- The submission of a snapshot dataset that is in force at the end of a month: the newest as-of day, then the last sent.
with months as (
    select year, make_date(year, month_number, 1) as month, last_day(make_date(year, month_number, 1)) as month_end
    from raw.plan_years
    cross join generate_series(1, 12) as numbers(month_number)
)
select
    submissions.dataset,
    months.month,
    months.month_end,
    months.year,
    submissions.submission_id,
    submissions.as_of
from months
inner join raw.snapshot_submissions as submissions on submissions.as_of <= months.month_end
qualify row_number() over (partition by submissions.dataset, month order by as_of desc, sent_order desc) = 1
