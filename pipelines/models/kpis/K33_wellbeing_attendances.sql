-- Attendances at wellbeing sessions; a session that meets two needs stands under both.
with counted as (
    select
        activities.unit_code,
        months.month,
        unnest(
            ['', '服务形式=' || activities.service_type]
            || list_transform(list_distinct(activities.need_types), lambda need: '核心需求=' || need)
        ) as segment,
        activities.actual_headcount as numerator
    from marts.months
    inner join marts.activities on activities.happened_on between months.year_start and months.month_end
    where activities.is_completed
        and activities.category = '心理健康'
    union all
    select unit_code, month, '', 0
    from marts.units
    union all
    select
        null,
        month,
        unnest([
            '',
            '服务形式=健康知识普及',
            '服务形式=健康咨询',
            '服务形式=专题健康讲座',
            '服务形式=智慧父母课堂',
            '服务形式=压力管理团体辅导',
            '服务形式=主题读书会',
            '服务形式=情绪调适训练营',
            '核心需求=身心健康',
            '核心需求=情绪调适',
            '核心需求=压力舒缓',
            '核心需求=职业成长'
        ]),
        0
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
