-- Every accepted report on a deliverable, also a replaced one, beside what the same unit reported before it.
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
    submission_id,
    is_newest,
    lag(status) over sent as status_before,
    lag(percent_done) over sent as percent_before,
    row_number() over (
        partition by deliverable_code, unit_code
        order by report_month desc, sent_order desc, row_number desc
    ) = 1 as is_last
from raw.progress
window sent as (
    partition by deliverable_code, unit_code
    order by report_month, sent_order, row_number
)
