-- Of the visits asked for, those made; all kinds of people in the headline, each kind apart, and the visits made.
with asked as (
    select
        unit_code,
        month,
        object_type,
        count(*) filter (where is_visited) as visited_count,
        count(*) as record_count
    from people.assistance
    where record_type = '走访慰问'
        and is_counted
    group by all
),
visited as (
    select
        unit_code,
        month,
        unnest(['另列=慰问（人次）', '另列=' || object_type || '（人次）']) as segment,
        visited_count as numerator
    from asked
    union all
    select
        null,
        month,
        unnest([
            '另列=慰问（人次）',
            '另列=乡村振兴干部（人次）',
            '另列=复转军人（人次）',
            '另列=生病住院职工（人次）'
        ]),
        0
    from marts.months
)
select
    unit_code,
    month,
    null as segment,
    sum(visited_count) as numerator,
    sum(record_count) as denominator
from asked
group by all
union all
select unit_code, month, '对象类别=' || object_type, sum(visited_count), sum(record_count)
from asked
group by all
union all
select unit_code, month, segment, sum(numerator), null
from visited
group by all
