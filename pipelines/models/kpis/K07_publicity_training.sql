-- Of the second-level unions that are set up, those of which somebody, on post or not, came to a publicity training this year.
with trained_units as (
    select distinct rosters.month, rosters.unit_code
    from people.rosters
    inner join people.first_attended(category = '宣传培训') as trained using (person_id, year)
    where trained.started_month <= rosters.month
),
unions as (
    select
        units.unit_code,
        units.month,
        '单位类型=' || units.unit_type as unit_type,
        (trained_units.unit_code is not null)::integer as is_trained
    from marts.units
    left join trained_units using (month, unit_code)
    where units.is_second_level_union
)
select
    unit_code,
    month,
    unnest(['', unit_type]) as segment,
    is_trained as numerator,
    1 as denominator
from unions
