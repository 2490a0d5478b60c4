-- Of the clubs in good standing, those with their brand activity and enough supporting ones ("1+N").
with minimums as (
    select
        months.month,
        max(parameters.value::integer) filter (where parameters.name = 'club_brand_minimum') as brand_minimum,
        max(parameters.value::integer) filter (where parameters.name = 'club_support_minimum') as support_minimum
    from marts.months
    inner join marts.parameters using (year)
    where parameters.name in ('club_brand_minimum', 'club_support_minimum')
    group by all
),
held as (
    select
        months.month,
        activities.club_code,
        count(*) filter (where activities.club_role = '品牌活动') as brand_count,
        count(*) filter (where activities.club_role = '支撑活动') as support_count
    from marts.months
    inner join marts.activities on activities.happened_on between months.year_start and months.month_end
    where activities.is_completed
    group by all
),
standing as (
    select
        month,
        club_code,
        unnest(['', '社团类别=' || club_type]) as segment
    from marts.clubs
    where status = '正常'
),
good as (
    select months.year, months.month, count(*) filter (where clubs.status = '正常') as clubs
    from marts.months
    inner join marts.clubs using (month)
    group by all
)
select
    null as unit_code,
    standing.month,
    standing.segment,
    count(*) filter (
        where held.brand_count >= minimums.brand_minimum
        and held.support_count >= minimums.support_minimum
    ) as numerator,
    count(*) as denominator
from standing
inner join minimums using (month)
left join held using (month, club_code)
group by all
union all
-- Clubs that are gone leave the denominator too, and lift the rate without anybody doing anything.
select null, good.month, '另列=正常社团比年初减少（个）', greatest(first_month.clubs - good.clubs, 0), null
from good
inner join (
    select year, min(month) as month, arg_min(clubs, month) as clubs
    from good
    where clubs > 0
    group by all
) as first_month on good.year = first_month.year and good.month >= first_month.month
