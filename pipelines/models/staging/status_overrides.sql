-- A status that the office stated beside the computed one, or lifted.
select
    override_id,
    plan_year,
    deliverable_code,
    status,
    reason,
    until_on,
    meeting,
    decided_on,
    set_on
from raw.status_overrides
