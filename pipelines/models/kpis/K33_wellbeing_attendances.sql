-- Attendances at wellbeing sessions; a session that meets two needs stands under both.
-- Zero rows: units; union; 服务形式=健康知识普及|健康咨询|专题健康讲座|智慧父母课堂|压力管理团体辅导|主题读书会|情绪调适训练营; 核心需求=身心健康|情绪调适|压力舒缓|职业成长
select
    activities.unit_code,
    months.month,
    unnest(
        ['', '服务形式=' || activities.service_type]
        || list_transform(list_distinct(activities.need_types), lambda need: '核心需求=' || need)
    ) as segment,
    activities.actual_headcount as numerator,
    null as denominator
from marts.months
inner join marts.activities on activities.happened_on between months.year_start and months.month_end
where activities.is_completed
    and activities.category = '心理健康'
