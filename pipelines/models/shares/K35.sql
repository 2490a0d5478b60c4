-- A person verified as eligible, with what they add to the cells of K35.
select
    unit_code,
    month,
    -- A person of no level stands in the headline only.
    unnest(['', '困难类别=' || hardship_level]) as segment,
    person_id,
    has_file::integer as numerator,
    1 as denominator
from people.eligible_persons
