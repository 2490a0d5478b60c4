-- Of the staff on post who joined the university this year, those who came to a newcomers' welcome (T06-02).
select
    rosters.unit_code,
    rosters.month,
    '' as segment,
    count(*) filter (where welcomed.started_month <= rosters.month) as numerator,
    count(*) as denominator
from people.rosters
left join people.first_attended(list_contains(deliverable_codes, 'T06-02')) as welcomed using (person_id, year)
where
    rosters.is_on_post
    and date_part('year', rosters.hire_date) = rosters.year
    and rosters.hire_date <= rosters.month_end
group by all
