-- Reads of a WeChat post, taken once it has been out for 30 days; younger posts enter neither side. What the post
-- in the middle has stands beside, because one that everybody read lifts the rate.
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
-- The middle post, or the two in the middle. The units' middles are no sum, so only the union has one.
select null, month, '另列=中位数（次）', sum(read_count), count(*)
from (
    select
        month,
        read_count,
        row_number() over (partition by month order by read_count) as place,
        count(*) over (partition by month) as posts
    from posts
)
where 2 * place between posts and posts + 2
group by all
