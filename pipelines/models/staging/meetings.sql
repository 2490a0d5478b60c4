-- A meeting or a matter the union took part in, as its newest accepted row has it.
select
    meeting_id,
    meeting_type,
    unit_code,
    session_no,
    held_date as held_on,
    due_count,
    present_count,
    first_topic_done,
    trim(policy_item) as policy_item,
    union_opinion_given as has_union_opinion,
    minutes_filed as has_filed_minutes
from raw.meetings
where is_newest
