-- A system in a month, as its newest accepted row has it.
select
    system_name,
    stat_month as month,
    bound_users,
    active_users,
    visits,
    online_cases,
    total_cases,
    avg_handle_days,
    features_planned,
    features_released
from raw.digital
where is_newest
