-- An assistance record and what it counts for, from 1 January to each month's end.
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
        coalesce(applied_on is not null and paid_on between year_start and month_end, false) as is_timed
    from staging.months
    left join targets using (year)
    inner join staging.assistance on assistance.known_on <= months.month_end
)
select
    month,
    unit_code,
    person_id,
    record_type,
    object_type,
    last_on >= year_start as is_counted,
    coalesce(last_on >= year_start and visited_on <= month_end, false) as is_visited,
    is_timed,
    if(is_timed, paid_on - applied_on, null) as days_to_pay,
    coalesce(is_timed and paid_on - applied_on <= target_days, false) as is_paid_in_term,
    if(is_visited and applied_on <= visited_on, visited_on - applied_on, null) as days_to_visit,
    -- An application of last year that is still unpaid is overdue this year too.
    coalesce(applied_on < month_end - target_days and coalesce(paid_on > month_end, true), false) as is_overdue
from known
