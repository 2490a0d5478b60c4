-- A submission in force.
select
    submission_id,
    dataset,
    unit_code,
    as_of,
    sent_order,
    sent_at,
    is_approved,
    approved_at
from raw.submissions
