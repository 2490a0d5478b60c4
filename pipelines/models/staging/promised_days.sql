-- Every due day that was set for a deliverable, in the order in which it was set.
select
    plan_year as year,
    deliverable_code,
    due_date as due_on,
    lag(due_date) over (
        partition by plan_year, deliverable_code
        order by sent_order, row_number
    ) as due_before,
    sent_order
from raw.assignments
where due_date is not null
