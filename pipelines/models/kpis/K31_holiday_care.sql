-- Of the children signed up for the summer's care (T06-07), those taken in.
select
    activities.unit_code,
    months.month,
    '' as segment,
    sum(activities.actual_headcount) as numerator,
    sum(activities.registered_count) as denominator
from marts.months
inner join marts.activities on activities.happened_on between months.year_start and months.month_end
where activities.is_completed
    and list_contains(activities.deliverable_codes, 'T06-07')
    -- Without its sign-ups a class would add children to one side only.
    and activities.registered_count is not null
group by all
union all
select
    activities.unit_code,
    months.month,
    '另列=未接收（人）' as segment,
    sum(greatest(activities.registered_count - activities.actual_headcount, 0)) as numerator,
    null as denominator
from marts.months
inner join marts.activities on activities.happened_on between months.year_start and months.month_end
where activities.is_completed
    and list_contains(activities.deliverable_codes, 'T06-07')
    and activities.registered_count is not null
group by all
