-- A person whose hardship file is open, with what they add to the cells of K36.
with parts as (
    select
        unit_code,
        month,
        unnest(['', '困难类别=' || hardship_level]) as segment,
        person_id,
        is_covered::integer as numerator
    from people.hardship_files
)
select
    unit_code,
    month,
    nullif(segment, '') as segment,
    person_id,
    numerator,
    1 as denominator
from parts
where segment is not null
