-- Wellbeing sessions held, by the seven forms of service, and how many forms have not been held.
with forms as (
    select
        unnest([
            '健康知识普及',
            '健康咨询',
            '专题健康讲座',
            '智慧父母课堂',
            '压力管理团体辅导',
            '主题读书会',
            '情绪调适训练营'
        ]) as service_type
),
held as (
    select
        activities.unit_code,
        months.month,
        activities.service_type
    from marts.months
    inner join marts.activities on activities.happened_on between months.year_start and months.month_end
    where activities.is_completed
        and activities.category = '心理健康'
),
counted as (
    select unit_code, month, unnest(['', '服务形式=' || service_type]) as segment, 1 as numerator
    from held
    union all
    select unit_code, month, '', 0
    from marts.units
    union all
    select null, month, '', 0
    from marts.months
    union all
    select null, months.month, '服务形式=' || forms.service_type, 0
    from marts.months
    cross join forms
    union all
    select null, months.month, '另列=未开展形式（种）', 1
    from marts.months
    cross join forms
    anti join held using (month, service_type)
    union all
    select null, month, '另列=未开展形式（种）', 0
    from marts.months
)
select
    unit_code,
    month,
    nullif(segment, '') as segment,
    sum(numerator) as numerator,
    null as denominator
from counted
where segment is not null
group by all
