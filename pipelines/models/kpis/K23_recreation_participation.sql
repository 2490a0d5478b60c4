-- Of the staff on post, those who came to a sports, arts or second-classroom activity this year; all staff stand under each category.
with categories as (
    select unnest(['体育健身', '文化艺术', '第二课堂']) as category
),
came_to as (
    select person_id, started_year as year, category, min(started_month) as started_month
    from people.attendance
    inner join categories using (category)
    group by all
),
came as (
    select person_id, year, min(started_month) as started_month
    from came_to
    group by all
),
staff as (
    select
        rosters.unit_code,
        rosters.month,
        rosters.gender,
        rosters.age_band,
        count(*) filter (where came.started_month <= rosters.month) as came,
        count(*) as staff
    from people.rosters
    left join came using (person_id, year)
    where rosters.is_on_post
    group by all
),
staff_of_category as (
    select rosters.unit_code, rosters.month, came_to.category, count(*) as came
    from people.rosters
    inner join came_to using (person_id, year)
    where rosters.is_on_post and came_to.started_month <= rosters.month
    group by all
),
staff_of_unit as (
    select unit_code, month, sum(staff) as staff
    from staff
    group by all
)
select
    unit_code,
    month,
    case grouping(gender, age_band)
        when 1 then '性别=' || gender
        when 2 then '年龄段=' || age_band
        else ''
    end as segment,
    sum(came) as numerator,
    sum(staff) as denominator
from staff
group by grouping sets ((unit_code, month), (unit_code, month, gender), (unit_code, month, age_band))
union all
select
    staff_of_unit.unit_code,
    staff_of_unit.month,
    '活动类别=' || categories.category as segment,
    coalesce(staff_of_category.came, 0) as numerator,
    staff_of_unit.staff as denominator
from staff_of_unit
cross join categories
left join staff_of_category using (unit_code, month, category)
union all
select unit_code, month, '另列=未参加（人）', sum(staff - came), null
from staff
group by all
