-- The statuses that the office stated, each with the days on which it counts: until its last day, or until the next entry.
select
    plan_year,
    deliverable_code,
    status,
    reason,
    meeting,
    decided_on,
    set_on,
    until_on,
    lead(set_on) over (partition by plan_year, deliverable_code order by override_id) as replaced_on
from staging.status_overrides
