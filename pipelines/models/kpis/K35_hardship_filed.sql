-- Of the people verified as eligible for a hardship file, those who have one.
with eligible as (
    select
        unit_code,
        month,
        unnest(['', '困难类别=' || hardship_level]) as segment,
        has_file
    from people.eligible_persons
)
select
    unit_code,
    month,
    nullif(segment, '') as segment,
    count(*) filter (where has_file) as numerator,
    count(*) as denominator
from eligible
where segment is not null
group by all
