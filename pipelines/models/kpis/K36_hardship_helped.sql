-- Of the people whose hardship file is open, those with a plan of their own and help received this year.
with files as (
    select
        unit_code,
        month,
        unnest(['', '困难类别=' || hardship_level]) as segment,
        is_covered
    from people.hardship_files
)
select
    unit_code,
    month,
    nullif(segment, '') as segment,
    count(*) filter (where is_covered) as numerator,
    count(*) as denominator
from files
where segment is not null
group by all
