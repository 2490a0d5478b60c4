-- WeChat posts published since January.
-- Zero rows: units; union
select
    media.unit_code,
    months.month,
    '' as segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join marts.media on media.published_on between months.year_start and months.month_end
where media.item_type = '微信推文'
group by all
