-- Of the young staff on post, those who came to an activity for the young or an academic forum this year; all of them stand under each category.
with came_to as (
    select person_id, started_year as year, category, min(started_month) as started_month
    from people.attendance
    where list_contains(audiences, '青年教职工') or category = '学术论坛'
    group by all
),
came as (
    select person_id, year, min(started_month) as started_month
    from came_to
    group by all
),
categories as (
    select year, category, min(started_month) as started_month
    from came_to
    group by all
),
young as (
    select
        rosters.person_id,
        rosters.year,
        rosters.unit_code,
        rosters.month,
        rosters.gender,
        came.started_month <= rosters.month as has_come
    from people.rosters
    left join came using (person_id, year)
    inner join marts.parameters on rosters.year = parameters.year and parameters.name = 'youth_age_limit'
    where rosters.is_on_post and rosters.age <= parameters.value::integer
)
select
    unit_code,
    month,
    if(grouping(gender) = 1, '', '性别=' || gender) as segment,
    count(*) filter (where has_come) as numerator,
    count(*) as denominator
from young
group by grouping sets ((unit_code, month), (unit_code, month, gender))
union all
select
    young.unit_code,
    young.month,
    '活动类别=' || categories.category as segment,
    count(*) filter (where came_to.started_month <= young.month) as numerator,
    count(*) as denominator
from young
inner join categories on young.year = categories.year and categories.started_month <= young.month
left join came_to
    on young.person_id = came_to.person_id and young.year = came_to.year and categories.category = came_to.category
group by all
