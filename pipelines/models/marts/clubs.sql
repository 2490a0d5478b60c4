-- A club in a month of a plan year, as the list in force at the month's end has it.
select
    snapshots.month,
    clubs.club_code,
    clubs.club_name,
    clubs.club_type,
    clubs.member_count,
    clubs.is_charter_filed,
    clubs.annual_review_result,
    clubs.brand_activity_name,
    clubs.budget_yuan,
    clubs.status
from staging.snapshots
inner join staging.clubs using (submission_id)
where snapshots.dataset = 'clubs'
