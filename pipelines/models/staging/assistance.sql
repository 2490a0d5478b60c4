-- An assistance record, as its newest accepted row has it, with the first and last day it speaks for.
select
    record_id,
    person_id,
    unit_code,
    record_type,
    object_type,
    hardship_level,
    eligible_verified as is_eligible,
    plan_made as has_plan,
    file_date as filed_on,
    apply_date as applied_on,
    pay_date as paid_on,
    visit_date as visited_on,
    amount_yuan,
    -- A row without any date speaks for the whole year in which it was first received.
    coalesce(least(apply_date, visit_date, file_date, pay_date), date_trunc('year', min(as_of) over versions)::date) as known_on,
    coalesce(greatest(apply_date, visit_date, file_date, pay_date), date_trunc('year', min(as_of) over versions)::date) as last_on
from raw.assistance
window versions as (partition by record_id)
qualify is_newest
