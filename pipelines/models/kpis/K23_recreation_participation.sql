-- Of the staff on post, those who came to a sports, arts or second-classroom activity this year; all staff stand under each category.
-- Beside it: how often they came, by the lists of who was there; 另列=人均参加（次） is over those who came at all.
with categories as (
    select unnest(['体育健身', '文化艺术', '第二课堂']) as category
),
came_to as (
    select person_id, started_year as year, category, min(started_month) as started_month
    from people.attendance
    inner join categories using (category)
    group by all
),
-- A person's attendances from January to each month in which they came.
came as (
    select
        person_id,
        started_year as year,
        started_month,
        sum(sum(times)) over (partition by person_id, started_year order by started_month) as times
    from people.attendance
    inner join categories using (category)
    group by person_id, started_year, started_month
),
so_far as (
    select
        rosters.unit_code,
        rosters.month,
        rosters.gender,
        rosters.age_band,
        coalesce(came.times, 0) as times
    from people.rosters
    asof left join came
        on rosters.person_id = came.person_id and rosters.year = came.year and rosters.month >= came.started_month
    where rosters.is_on_post
),
staff as (
    select
        unit_code,
        month,
        gender,
        age_band,
        case when times = 0 then '0次' when times = 1 then '1次' when times <= 3 then '2—3次' else '4次及以上' end as how_often,
        count(*) filter (where times > 0) as came,
        count(*) as staff,
        sum(times) as times
    from so_far
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
    select unit_code, month, sum(came) as came, sum(staff) as staff, sum(times) as times
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
select unit_code, month, '另列=未参加（人）', staff - came, null
from staff_of_unit
union all
select unit_code, month, '另列=人均参加（次）', times, came
from staff_of_unit
union all
select unit_code, month, '参加次数（人）=' || how_often, sum(staff), null
from staff
group by all
union all
select
    unit_code,
    month,
    '实到人次（人次）=' || if(grouping(age_band) = 1, gender, age_band) as segment,
    sum(times) as numerator,
    null as denominator
from staff
group by grouping sets ((unit_code, month, gender), (unit_code, month, age_band))
