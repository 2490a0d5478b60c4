-- Sessions of the second classroom and of the reading forums, with themes of the former and the two named brands apart.
-- Zero rows: units; union; 类别=第二课堂|读书讲坛; 主题=身心健康|传统文化|艺术美育; 承诺条目=T05-12|T05-13
with sessions as (
    select
        activities.unit_code,
        months.month,
        unnest([
            '',
            '类别=' || activities.category,
            case when activities.category = '第二课堂' then '主题=' || activities.topic end,
            case when list_contains(activities.deliverable_codes, 'T05-12') then '承诺条目=T05-12' end,
            case when list_contains(activities.deliverable_codes, 'T05-13') then '承诺条目=T05-13' end
        ]) as segment
    from marts.months
    inner join marts.activities on activities.happened_on between months.year_start and months.month_end
    where activities.is_completed
        and activities.category in ('第二课堂', '读书讲坛')
)
select
    unit_code,
    month,
    segment,
    count(*) as numerator,
    null as denominator
from sessions
group by all
