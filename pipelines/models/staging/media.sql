-- A published piece, as its newest accepted row has it.
select
    item_id,
    item_type,
    trim(title) as title,
    trim(channel) as channel,
    unit_code,
    publish_date as published_on,
    read_count,
    is_model_story,
    level
from raw.media
where is_newest
