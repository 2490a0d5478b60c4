-- The people on post at each month's end who match; `matches` is a condition on the columns of people.rosters.
select month, count(*) as people
from people.rosters
where is_on_post and matches
group by all
