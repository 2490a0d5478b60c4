-- What was found some time after a deliverable was closed.
select
    look_back_id,
    plan_year,
    deliverable_code,
    closed_on,
    result,
    sentence,
    evidence_link,
    looked_at,
    (looked_at + interval 8 hour)::date as looked_on
from raw.look_backs
