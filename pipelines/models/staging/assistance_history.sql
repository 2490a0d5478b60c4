-- Every accepted version of an assistance record, replaced ones too, in the order in which they were received.
select
    record_id,
    person_id,
    unit_code,
    hardship_level,
    file_status,
    -- A record's first version holds since the day it speaks of; what replaced it, since it was received.
    case
        when sent_order = min(sent_order) over (partition by record_id)
            then coalesce(least(apply_date, visit_date, file_date, pay_date), date_trunc('year', as_of)::date)
        else as_of
    end as received_on,
    sent_order,
    row_number
from raw.assistance
-- A version that repeats the one before it tells nothing new: a file sent again must not open what was closed since.
qualify (person_id, unit_code, hardship_level, file_status) is distinct from
    lag((person_id, unit_code, hardship_level, file_status)) over (partition by record_id order by sent_order, row_number)
