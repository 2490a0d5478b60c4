-- Wellbeing sessions held, by the seven forms of service, and how many forms have not been held.
-- Zero rows: units; union; 服务形式=健康知识普及|健康咨询|专题健康讲座|智慧父母课堂|压力管理团体辅导|主题读书会|情绪调适训练营; 另列=未开展形式（种）
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
)
select
    unit_code,
    month,
    unnest(['', '服务形式=' || service_type]) as segment,
    1 as numerator,
    null as denominator
from held
union all
select null, months.month, unnest(['另列=未开展形式（种）', '未开展（种）=' || service_type]), 1, null
from marts.months
cross join forms
anti join held using (month, service_type)
