-- Of the union's members, the retired among them, those with none of six fields blank; which field is blank how often
-- stands beside.
with members as (
    select
        unit_code,
        month,
        list_filter(
            [
                if(nullif(trim(gender), '') is null, '性别', null),
                if(birth_date is null, '出生日期', null),
                if(hire_date is null, '入校日期', null),
                if(nullif(trim(staff_category), '') is null, '人员类别', null),
                if(join_date is null, '入会日期', null),
                if(nullif(trim(union_group), '') is null, '工会小组', null)
            ],
            lambda field: field is not null
        ) as blank_fields
    from people.rosters
    where is_member
)
select
    unit_code,
    month,
    '' as segment,
    count(*) filter (where len(blank_fields) = 0) as numerator,
    count(*) as denominator
from members
group by all
union all
select unit_code, month, '另列=信息不全（人）', count(*) filter (where len(blank_fields) > 0), null
from members
group by all
union all
-- Fields that one or two people lack stand together.
select null, month, '缺项（人次）=' || if(people < 3, '其余', field), sum(people), null
from (
    select month, field, count(*) as people
    from (select month, unnest(blank_fields) as field from members)
    group by all
)
group by all
