-- A visit asked for, with what its person adds to the cells of K37.
with asked as (
    select *
    from people.assistance
    where record_type = '走访慰问'
        and is_counted
)
select
    unit_code,
    month,
    unnest(['', '对象类别=' || object_type]) as segment,
    person_id,
    is_visited::integer as numerator,
    1 as denominator
from asked
union all
select unit_code, month, unnest(['另列=慰问（人次）', '另列=' || object_type || '（人次）']), person_id, is_visited::integer, null
from asked
union all
-- The promise is a visit in time: days from the report to the visit.
select unit_code, month, '另列=上报至走访平均（天）', person_id, days_to_visit, 1
from people.assistance
where record_type = '走访慰问'
    and days_to_visit is not null
