-- A person verified as eligible, with what they add to the cells of K35.
with parts as (
    select
        unit_code,
        month,
        unnest(['', '困难类别=' || hardship_level]) as segment,
        person_id,
        has_file::integer as numerator
    from people.eligible_persons
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
