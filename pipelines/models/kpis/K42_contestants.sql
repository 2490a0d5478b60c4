-- Different people who took part in the new teachers' contest (T09-05) or the skills contest (T09-06).
-- Zero rows: units; union
with entries as (
    select
        unit_code,
        entered_on,
        unnest(['', '竞赛项目=' || deliverable_name]) as segment,
        record_id,
        person_number
    from marts.awards
    where deliverable_code in ('T09-05', 'T09-06')
        and stage in ('参赛', '获得', '未获得')
        and person_number is not null
        and entered_on is not null
),
first_entries as (
    -- Somebody entered by two units belongs to the first, so that units add up.
    select *
    from entries
    qualify row_number() over (
        partition by year(entered_on), segment, person_number
        order by entered_on, record_id
    ) = 1
)
select
    first_entries.unit_code,
    months.month,
    first_entries.segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join first_entries on first_entries.entered_on between months.year_start and months.month_end
group by all
