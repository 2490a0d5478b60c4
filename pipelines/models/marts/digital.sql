-- A system's own month.
select
    system_name,
    month,
    bound_users,
    active_users,
    visits,
    online_cases,
    total_cases,
    avg_handle_days,
    features_planned,
    features_released
from staging.digital
