-- Of the members on post whose birthday fell in a month so far, those who were greeted before that month was over.
with issued as (
    select person_id, year, min(issued_on) as issued_on
    from people.grants
    where occasion = '生日'
    group by all
),
-- 29 February is kept on the 28th in common years: the same month either way.
birthdays as (
    select
        rosters.year,
        rosters.month as birthday_month,
        rosters.unit_code,
        count(*) filter (where issued.issued_on <= rosters.month_end) as greeted,
        count(*) as due
    from people.rosters
    left join issued using (person_id, year)
    where
        rosters.is_on_post
        and rosters.is_member
        and date_part('month', rosters.birth_date) = date_part('month', rosters.month)
    group by all
)
select
    birthdays.unit_code,
    months.month,
    '' as segment,
    sum(birthdays.greeted) as numerator,
    sum(birthdays.due) as denominator
from marts.months
inner join birthdays on months.year = birthdays.year and birthdays.birthday_month <= months.month
group by all
union all
-- A greeting that came too late or not at all cannot be made good.
select birthdays.unit_code, months.month, '另列=未按时慰问（人）', sum(birthdays.due - birthdays.greeted), null
from marts.months
inner join birthdays on months.year = birthdays.year and birthdays.birthday_month <= months.month
group by all
