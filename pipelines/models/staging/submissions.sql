-- A submission in force.
select
    dataset,
    as_of,
    sent_at
from raw.submissions
