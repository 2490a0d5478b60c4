-- Reads of a WeChat post, taken once it has been out for 30 days; younger posts enter neither side.
select
    media.unit_code,
    months.month,
    '' as segment,
    -- A post whose reads were not noted is still a post.
    sum(coalesce(media.read_count, 0)) as numerator,
    count(*) as denominator
from marts.months
inner join marts.parameters
    on parameters.year = months.year
    and parameters.name = 'media_read_days'
inner join marts.media
    on media.published_on >= months.year_start
    and media.published_on + parameters.value::integer <= months.month_end
where media.item_type = '微信推文'
group by all
