-- Of the congress delegates on post, those who came to a delegates' training this year.
with trained as (
    select person_id, started_year as year, min(started_month) as started_month
    from people.attendance
    where category = '代表培训'
    group by all
)
select
    rosters.unit_code,
    rosters.month,
    '' as segment,
    count(*) filter (where trained.started_month <= rosters.month) as numerator,
    count(*) as denominator
from people.rosters
left join trained using (person_id, year)
where rosters.is_on_post and list_contains(rosters.congress_roles, '教代会代表')
group by all
