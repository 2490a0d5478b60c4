-- Of the visits asked for, those made; all kinds of people in the headline, each kind apart, and the visits made.
-- Zero rows: 另列=慰问（人次）|乡村振兴干部（人次）|复转军人（人次）|生病住院职工（人次）
with asked as (
    select unit_code, month, object_type, is_visited::integer as is_visited
    from people.assistance
    where record_type = '走访慰问'
        and is_counted
)
select
    unit_code,
    month,
    unnest(['', '对象类别=' || object_type]) as segment,
    is_visited as numerator,
    1 as denominator
from asked
union all
select unit_code, month, unnest(['另列=慰问（人次）', '另列=' || object_type || '（人次）']), is_visited, null
from asked
union all
-- The promise is a visit in time: days from the report to the visit.
select unit_code, month, '另列=上报至走访平均（天）', days_to_visit, 1
from people.assistance
where record_type = '走访慰问'
    and days_to_visit is not null
