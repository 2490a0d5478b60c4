-- Of the members due a festival's benefit (on post when the festival's month ended), those who were given it.
with issued as (
    select person_id, year, occasion, min(issued_on) as issued_on
    from people.grants
    where issued_on is not null
    group by all
),
due as (
    select
        festivals.year,
        festivals.festival_on,
        festivals.occasion,
        rosters.unit_code,
        rosters.person_id,
        issued.issued_on
    from marts.festivals
    inner join people.rosters using (year, month)
    left join issued using (person_id, year, occasion)
    where rosters.is_on_post and rosters.is_member
),
-- One row per day of issue, so that the members are not repeated for each later month.
counted as (
    select year, festival_on, occasion, unit_code, issued_on, count(*) as members
    from due
    group by all
),
-- Somebody who moved is one person, in the unit of the latest festival they lack, so that units add up.
lacking as (
    select months.month, due.person_id, last(due.unit_code order by due.festival_on) as unit_code
    from marts.months
    inner join due on months.year = due.year and due.festival_on <= months.month_end
    where coalesce(due.issued_on > months.month_end, true)
    group by all
)
select
    counted.unit_code,
    months.month,
    if(grouping(counted.occasion) = 1, '', '节日=' || counted.occasion) as segment,
    coalesce(sum(counted.members) filter (where counted.issued_on <= months.month_end), 0) as numerator,
    sum(counted.members) as denominator
from marts.months
inner join counted on months.year = counted.year and counted.festival_on <= months.month_end
group by grouping sets (
    (counted.unit_code, months.month),
    (counted.unit_code, months.month, counted.occasion)
)
union all
-- Whom the benefits have still to be given to, by festival.
select
    counted.unit_code,
    months.month,
    unnest(['另列=未发放（人次）', '未发放（人次）=' || counted.occasion]) as segment,
    counted.members as numerator,
    null as denominator
from marts.months
inner join counted on months.year = counted.year and counted.festival_on <= months.month_end
where coalesce(counted.issued_on > months.month_end, true)
union all
select unit_code, month, '另列=未发齐（人）', count(*), null
from lacking
group by all
union all
-- The festival of the month alone, which the sum since January hides.
select
    counted.unit_code,
    months.month,
    '另列=本月节日（%）',
    coalesce(sum(counted.members) filter (where counted.issued_on <= months.month_end), 0),
    sum(counted.members)
from marts.months
inner join counted on counted.festival_on between months.month and months.month_end
group by all
