-- What was found some time after a deliverable was closed.
select
    look_back_id,
    plan_year,
    deliverable_code,
    closed_on,
    result,
    sentence,
    evidence_link,
    looked_on,
    looked_at
from raw.look_backs
