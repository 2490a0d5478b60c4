-- Of the union cadres on post, those who came to a theory or skills training for cadres this year.
select
    rosters.unit_code,
    rosters.month,
    '' as segment,
    count(*) filter (where trained.started_month <= rosters.month) as numerator,
    count(*) as denominator
from people.rosters
left join people.first_attended(
    category in ('理论学习', '业务培训') and list_contains(audiences, '工会干部')
) as trained using (person_id, year)
where rosters.is_on_post and rosters.is_cadre
group by all
