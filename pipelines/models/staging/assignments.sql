-- Who answers for a deliverable, by when and by what measure, as its newest accepted row has it.
select
    plan_year as year,
    deliverable_code,
    nullif(trim(leader), '') as leader,
    lead_unit,
    supporting_units,
    nullif(trim(account), '') as account,
    start_date as start_on,
    due_date as due_on,
    weight,
    measured_by,
    pace,
    nullif(trim(reason), '') as reason,
    submission_id
from raw.assignments
where is_newest
