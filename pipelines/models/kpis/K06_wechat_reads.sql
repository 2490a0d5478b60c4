-- Reads of a WeChat post, taken once it has been out for 30 days; younger posts enter neither side. The median stands
-- beside the mean, which one post that everybody read can lift.
with posts as (
    select
        media.unit_code,
        months.month,
        -- A post whose reads were not noted is still a post.
        coalesce(media.read_count, 0) as read_count
    from marts.months
    inner join marts.parameters
        on parameters.year = months.year
        and parameters.name = 'media_read_days'
    inner join marts.media
        on media.published_on >= months.year_start
        and media.published_on + parameters.value::integer <= months.month_end
    where media.item_type = '微信推文'
)
select unit_code, month, '' as segment, sum(read_count) as numerator, count(*) as denominator
from posts
group by all
union all
-- The units' medians are no sum, so only the union has one.
select null, month, '另列=中位数（次）', median(read_count), null
from posts
group by all
