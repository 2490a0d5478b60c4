-- Batches of the short retreats (T04-08) that were held; several activities with one batch number are one batch.
-- Zero rows: units; union
with first_of_batch as (
    -- A batch held by several units belongs to the one that began it, so that units add up.
    select *
    from marts.activities
    where is_completed
        and list_contains(deliverable_codes, 'T04-08')
        and batch_no is not null
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
