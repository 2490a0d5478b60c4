-- Stories about model people; one put out on several platforms is listed under each and counts once.
-- Zero rows: units; union; 平台=网站新闻|微信推文|校外媒体报道
with stories as (
    select
        unit_code,
        published_on,
        unnest(['', '平台=' || item_type, '级别=' || level]) as segment,
        item_id,
        title
    from marts.media
    where is_model_story
        and item_type in ('网站新闻', '微信推文', '校外媒体报道')
),
first_stories as (
    select *
    from stories
    qualify row_number() over (
        partition by year(published_on), segment, title
        order by published_on, item_id
    ) = 1
)
select
    first_stories.unit_code,
    months.month,
    first_stories.segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join first_stories on first_stories.published_on between months.year_start and months.month_end
group by all
union all
-- A story on two platforms is one story and two publications.
select null, months.month, '另列=各平台合计（篇次）', count(*), null
from marts.months
inner join first_stories on first_stories.published_on between months.year_start and months.month_end
where first_stories.segment like '平台=%'
group by all
