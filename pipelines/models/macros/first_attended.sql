-- Per person and year, the first month in which an attended activity that matches started.
-- `matches` is a condition on the columns of people.attendance.
select person_id, started_year as year, min(started_month) as started_month
from people.attendance
where matches
group by all
