-- A task, purchase or scholarship payment, as its newest accepted row has it.
select
    record_id,
    record_type,
    record_year,
    record_date as recorded_on,
    region,
    fund_source,
    task_amount_yuan,
    amount_yuan,
    school_name,
    beneficiary_count,
    supplier
from raw.procurement
where is_newest
