-- A submission in force with reports on deliverables.
select
    submission_id,
    unit_code,
    sent_at,
    is_approved,
    approved_at
from raw.report_submissions
