-- A person whose hardship file is open, with what they add to the cells of K36.
select
    unit_code,
    month,
    unnest(['', '困难类别=' || hardship_level]) as segment,
    person_id,
    is_covered::integer as numerator,
    1 as denominator
from people.hardship_files
