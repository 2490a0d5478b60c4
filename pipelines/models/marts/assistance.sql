-- Assistance records counted by unit, type and kind of person, from 1 January to each month's end.
with targets as (
    select
        year,
        coalesce(nullif(target, ''), suggested_target)::integer as target_days
    from raw.plan_kpis
    where code = 'K38'
),
known as (
    select
        months.month,
        months.month_end,
        months.year_start,
        targets.target_days,
        assistance.*,
        -- Paid without a day of application: the duration is unknown, so it enters neither sum nor count.
        applied_on is not null and paid_on between year_start and month_end as is_timed,
        paid_on - applied_on as days_to_pay
    from staging.months
    left join targets using (year)
    inner join staging.assistance on assistance.known_on <= months.month_end
)
select
    month,
    unit_code,
    record_type,
    object_type,
    count(*) filter (where last_on >= year_start) as record_count,
    count(*) filter (where last_on >= year_start and visited_on <= month_end) as visited_count,
    count(*) filter (where is_timed) as timed_count,
    sum(days_to_pay) filter (where is_timed) as total_days,
    max(days_to_pay) filter (where is_timed) as longest_days,
    -- An application of last year that is still unpaid is overdue this year too.
    count(*) filter (
        where applied_on < month_end - target_days and coalesce(paid_on > month_end, true)
    ) as overdue_count
from known
group by all
