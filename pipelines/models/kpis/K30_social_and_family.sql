-- Attendances at social evenings and family activities.
with counted as (
    select
        activities.unit_code,
        months.month,
        unnest([null, '活动类别=' || activities.category]) as segment,
        activities.actual_headcount as numerator
    from marts.months
    inner join marts.activities on activities.happened_on between months.year_start and months.month_end
    where activities.is_completed
        and activities.category in ('联谊交友', '亲子')
    union all
    select unit_code, month, null, 0
    from marts.units
    union all
    select null, month, unnest([null, '活动类别=联谊交友', '活动类别=亲子']), 0
    from marts.months
)
select
    unit_code,
    month,
    segment,
    sum(numerator) as numerator,
    null as denominator
from counted
group by all
