-- Of the congress delegates on post, those who came to a delegates' training this year.
select
    rosters.unit_code,
    rosters.month,
    '' as segment,
    count(*) filter (where trained.started_month <= rosters.month) as numerator,
    count(*) as denominator
from people.rosters
left join people.first_attended(category = '代表培训') as trained using (person_id, year)
where rosters.is_on_post and list_contains(rosters.congress_roles, '教代会代表')
group by all
