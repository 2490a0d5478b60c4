-- Of the units that must hold a congress this year, those that have held one and filed its papers. Those that only have
-- to file stand apart from those that have not held any.
with held as (
    select
        months.month,
        meetings.unit_code,
        bool_or(coalesce(meetings.has_filed_minutes, false)) as has_filed
    from marts.months
    inner join marts.meetings on meetings.held_on between months.year_start and months.month_end
    where meetings.meeting_type = '二级教代会'
    group by all
),
required as (
    select
        unit_code,
        month,
        '单位类型=' || unit_type as unit_type,
        held.unit_code is not null as has_held,
        coalesce(held.has_filed, false) as has_filed
    from marts.units
    left join held using (month, unit_code)
    where congress_required
)
select
    unit_code,
    month,
    unnest(['', unit_type]) as segment,
    has_filed::integer as numerator,
    1 as denominator
from required
union all
select unit_code, month, '另列=未召开（个）', (not has_held)::integer, null
from required
union all
select unit_code, month, '另列=已召开未报备（个）', (has_held and not has_filed)::integer, null
from required
