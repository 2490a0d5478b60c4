-- Of the people verified as eligible for a hardship file, those who have one.
select
    unit_code,
    month,
    -- A person of no level stands in the headline only.
    unnest(['', '困难类别=' || hardship_level]) as segment,
    has_file::integer as numerator,
    1 as denominator
from people.eligible_persons
