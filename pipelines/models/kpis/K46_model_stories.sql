-- Stories about model people; one put out on several platforms is listed under each and counts once.
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
),
counted as (
    select
        first_stories.unit_code,
        months.month,
        first_stories.segment,
        1 as numerator
    from marts.months
    inner join first_stories on first_stories.published_on between months.year_start and months.month_end
    union all
    select unit_code, month, '', 0
    from marts.units
    union all
    select null, month, unnest(['', '平台=网站新闻', '平台=微信推文', '平台=校外媒体报道']), 0
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
