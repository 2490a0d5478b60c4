-- An activity as last reported; it happened on its last day.
select
    *,
    status = '已完成' as is_completed
from staging.activities
