-- Attendances at social evenings and family activities.
-- Zero rows: units; union; 活动类别=联谊交友|亲子
select
    activities.unit_code,
    months.month,
    unnest(['', '活动类别=' || activities.category]) as segment,
    activities.actual_headcount as numerator,
    null as denominator
from marts.months
inner join marts.activities on activities.happened_on between months.year_start and months.month_end
where activities.is_completed
    and activities.category in ('联谊交友', '亲子')
