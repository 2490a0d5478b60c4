-- A class of the summer's care that took in more children than were signed up.
select
    activities.organizer_unit_code as unit_code,
    months.month,
    'activities' as dataset,
    activities.submission_id,
    activities.row_number,
    '实际接收儿童数大于报名儿童数' as words
from marts.months
inner join raw.activities
    on coalesce(activities.end_date, activities.start_date) between months.year_start and months.month_end
where activities.is_newest
    and activities.status = '已完成'
    and list_contains(activities.deliverable_codes, 'T06-07')
    and activities.actual_headcount > activities.registered_count
