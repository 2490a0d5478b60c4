-- A contestant, candidate or innovation in one award or contest, as its newest accepted row has it.
select
    record_id,
    deliverable_code,
    record_type,
    item_name,
    innovation_type,
    level,
    subject_type,
    person_id,
    unit_code,
    stage,
    is_new_this_year,
    apply_date as applied_on,
    result_date as result_on,
    result_grade,
    adopted as is_adopted
from raw.awards
where is_newest
