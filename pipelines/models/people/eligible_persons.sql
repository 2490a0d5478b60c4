-- A person verified as eligible for a hardship file, by each month's end; earlier years' verifications hold on.
with known as (
    select
        months.month,
        months.month_end,
        assistance.*
    from staging.months
    inner join staging.assistance on assistance.known_on <= months.month_end
)
select
    month,
    person_id,
    -- One unit and one level for each person, so that units add up.
    last(unit_code order by known_on, record_id) as unit_code,
    last(hardship_level order by known_on, record_id) filter (where hardship_level is not null) as hardship_level,
    count(*) filter (where filed_on <= month_end) > 0 as has_file
from known
group by all
having count(*) filter (where is_eligible) > 0
