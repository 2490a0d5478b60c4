-- A person who came to an activity, as the newest accepted row has it.
select
    activity_id,
    person_id
from raw.participation
where is_newest and attended
