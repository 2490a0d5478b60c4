-- What a record adds to the sums of assistance that may be told: yuan that were given (支出), by type of record, and days
-- from the report of somebody in hospital to the visit (等候). A quarter is named by its last month.
with given as (
    select
        person_id,
        unit_code,
        record_type,
        amount_yuan,
        -- The money of a visit is handed over there.
        coalesce(paid_on, if(record_type = '走访慰问', visited_on, null)) as given_on
    from staging.assistance
)
select
    '支出' as measure,
    record_type as kind,
    (date_trunc('quarter', given_on) + interval 2 months)::date as quarter,
    person_id,
    unit_code,
    amount_yuan as amount
from given
where amount_yuan > 0 and given_on is not null
union all
select
    '等候' as measure,
    object_type as kind,
    (date_trunc('quarter', visited_on) + interval 2 months)::date as quarter,
    person_id,
    unit_code,
    visited_on - applied_on as amount
from staging.assistance
where record_type = '走访慰问' and object_type = '生病住院职工' and applied_on <= visited_on
