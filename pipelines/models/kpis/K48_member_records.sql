-- Of the union's members, the retired among them, those with none of six fields blank.
select
    unit_code,
    month,
    '' as segment,
    count(*) filter (
        where
            nullif(trim(gender), '') is not null
            and birth_date is not null
            and hire_date is not null
            and nullif(trim(staff_category), '') is not null
            and join_date is not null
            and nullif(trim(union_group), '') is not null
    ) as numerator,
    count(*) as denominator
from people.rosters
where is_member
group by all
