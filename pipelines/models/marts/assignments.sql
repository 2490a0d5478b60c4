-- Who answers for a deliverable, with the due day that was promised first and how often it was put off.
with promised as (
    select
        year,
        deliverable_code,
        first(due_on order by sent_order) as first_due_on,
        count(*) filter (where due_on > due_before) as times_postponed,
        count(*) filter (where due_on is distinct from due_before) as times_set
    from staging.promised_days
    group by all
)
select
    year,
    deliverable_code,
    leader,
    lead_unit,
    coalesce(supporting_units, []) as supporting_units,
    account,
    start_on,
    due_on,
    first_due_on,
    coalesce(times_postponed, 0) as times_postponed,
    -- Every new due day counts, the first too, because the document's own stood before it.
    coalesce(times_set, 0) as times_set,
    weight,
    measured_by,
    pace,
    reason,
    submission_id
from staging.assignments
left join promised using (year, deliverable_code)
