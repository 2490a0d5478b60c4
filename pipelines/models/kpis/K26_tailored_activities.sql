-- Of the cadres, the women and the young on post, those who came to an activity ordered or chosen for their group.
with audiences as (
    select unnest(['工会干部', '女教职工', '青年教职工']) as audience
),
came_to as (
    select
        attendance.person_id,
        attendance.started_year as year,
        audiences.audience,
        min(attendance.started_month) as started_month
    from people.attendance
    inner join audiences on list_contains(attendance.audiences, audiences.audience)
    where attendance.service_mode in ('订单式', '点单式')
    group by all
),
-- Who belongs to two groups stands here twice.
staff as (
    select rosters.person_id, rosters.year, rosters.unit_code, rosters.month, audiences.audience
    from people.rosters
    inner join marts.parameters on rosters.year = parameters.year and parameters.name = 'youth_age_limit'
    cross join audiences
    where
        rosters.is_on_post
        and case audiences.audience
            when '工会干部' then rosters.is_cadre
            when '女教职工' then rosters.gender = '女'
            when '青年教职工' then rosters.age <= parameters.value::integer
        end
)
select
    staff.unit_code,
    staff.month,
    if(grouping(staff.audience) = 1, '', '群体=' || staff.audience) as segment,
    count(*) filter (where came_to.started_month <= staff.month) as numerator,
    count(*) as denominator
from staff
left join came_to using (person_id, year, audience)
group by grouping sets ((staff.unit_code, staff.month), (staff.unit_code, staff.month, staff.audience))
