-- An activity, as its newest accepted row has it; it happened on its last day, or its only one.
select
    activity_id,
    activity_name,
    coalesce(deliverable_codes, []) as deliverable_codes,
    organizer_unit_code as unit_code,
    club_code,
    category,
    topic,
    coalesce(need_type, []) as need_types,
    service_type,
    coalesce(audience, []) as audiences,
    service_mode,
    club_role,
    batch_no,
    start_date as started_on,
    coalesce(end_date, start_date) as happened_on,
    date_trunc('month', start_date)::date as started_month,
    date_trunc('month', coalesce(end_date, start_date))::date as happened_month,
    registered_count,
    actual_headcount,
    outsourced as is_outsourced,
    cost_yuan,
    satisfaction_avg,
    status
from raw.activities
where is_newest
