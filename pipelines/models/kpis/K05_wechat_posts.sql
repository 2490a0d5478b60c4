-- WeChat posts published since January.
with counted as (
    select
        media.unit_code,
        months.month,
        1 as numerator
    from marts.months
    inner join marts.media on media.published_on between months.year_start and months.month_end
    where media.item_type = '微信推文'
    union all
    select unit_code, month, 0
    from marts.units
    union all
    select null, month, 0
    from marts.months
)
select
    unit_code,
    month,
    null as segment,
    sum(numerator) as numerator,
    null as denominator
from counted
group by all
