-- Batches of the short retreats (T04-08) that were held; several activities with one batch number are one batch.
-- Zero rows: units; union
with retreats as (
    select *
    from marts.activities
    where list_contains(deliverable_codes, 'T04-08') and batch_no is not null
),
first_of_batch as (
    -- A batch held by several units belongs to the one that began it, so that units add up.
    select *
    from retreats
    where is_completed
    qualify row_number() over (
        partition by year(happened_on), batch_no
        order by happened_on, activity_id
    ) = 1
)
select
    first_of_batch.unit_code,
    months.month,
    '' as segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join first_of_batch on first_of_batch.happened_on between months.year_start and months.month_end
group by all
union all
-- Those planned for the rest of the year, so that a count in whole pieces shows what is still to come.
select
    null,
    months.month,
    '另列=已排未办（批）',
    count(distinct retreats.batch_no),
    null
from marts.months
inner join retreats
    on retreats.status = '计划' and year(retreats.started_on) = year(months.month) and retreats.started_on > months.month_end
group by all
