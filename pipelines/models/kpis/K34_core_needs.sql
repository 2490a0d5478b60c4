-- Of the four core needs, those met by at least one activity of any category, with each one's sessions and attendances.
with needs as (
    select unnest(['身心健康', '情绪调适', '压力舒缓', '职业成长']) as need
),
met as (
    select
        months.month,
        needs.need,
        count(activities.activity_id) as session_count,
        coalesce(sum(activities.actual_headcount), 0) as attendance_count
    from marts.months
    cross join needs
    left join marts.activities
        on activities.is_completed
        and activities.happened_on between months.year_start and months.month_end
        and list_contains(activities.need_types, needs.need)
    group by all
)
-- Needs met by several units are the same needs, so units have no number of their own.
select
    null as unit_code,
    month,
    '' as segment,
    count(*) filter (where session_count > 0) as numerator,
    null as denominator
from met
group by all
union all
select null, month, '核心需求=' || need, session_count, null
from met
union all
select null, month, '另列=' || need || '（人次）', attendance_count, null
from met
