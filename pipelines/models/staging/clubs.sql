-- A club as one snapshot lists it.
select
    submission_id,
    club_code,
    club_name,
    club_type,
    member_count,
    charter_filed as is_charter_filed,
    annual_review_result,
    brand_activity_name,
    budget_yuan,
    status
from raw.clubs
