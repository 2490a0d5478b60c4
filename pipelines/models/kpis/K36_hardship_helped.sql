-- Of the people whose hardship file is open, those with a plan of their own and help received this year.
select
    unit_code,
    month,
    -- A person of no level stands in the headline only.
    unnest(['', '困难类别=' || hardship_level]) as segment,
    is_covered::integer as numerator,
    1 as denominator
from people.hardship_files
