-- What a unit reported about a deliverable for a month, as its newest accepted row has it.
select
    deliverable_code,
    unit_code,
    report_month,
    planned_finish_date as planned_finish_on,
    status,
    percent_done,
    actual_finish_date as finished_on,
    nullif(trim(evidence_link), '') as evidence_link,
    nullif(trim(problem_note), '') as problem_note,
    submission_id
from raw.progress
where is_newest
