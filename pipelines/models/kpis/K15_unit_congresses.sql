-- Of the units that must hold a congress this year, those that have held one and filed its papers.
with held as (
    select distinct
        months.month,
        meetings.unit_code
    from marts.months
    inner join marts.meetings on meetings.held_on between months.year_start and months.month_end
    where meetings.meeting_type = '二级教代会'
        and meetings.has_filed_minutes
),
required as (
    select
        unit_code,
        month,
        unnest(['', '单位类型=' || unit_type]) as segment
    from marts.units
    where congress_required
)
select
    unit_code,
    month,
    segment,
    count(held.unit_code) as numerator,
    count(*) as denominator
from required
left join held using (month, unit_code)
group by all
