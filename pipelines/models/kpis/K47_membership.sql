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
