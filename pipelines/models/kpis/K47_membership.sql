-- Of the staff on post, those who are members of the union.
select
    unit_code,
    month,
    if(grouping(employment_type) = 1, '', '用工形式=' || coalesce(employment_type, '未填')) as segment,
    count(*) filter (where is_member) as numerator,
    count(*) as denominator
from people.rosters
where is_on_post
group by grouping sets ((unit_code, month), (unit_code, month, employment_type))
union all
select unit_code, month, '另列=未入会（人）', count(*) filter (where is_member is distinct from true), null
from people.rosters
where is_on_post
group by all
union all
-- Kinds of employment of which one or two are outside stand together.
select null, month, '未入会（人）=' || if(people < 3, '其余', employment), sum(people), null
from (
    select month, coalesce(employment_type, '未填') as employment, count(*) as people
    from people.rosters
    where is_on_post and is_member is distinct from true
    group by all
)
group by all
