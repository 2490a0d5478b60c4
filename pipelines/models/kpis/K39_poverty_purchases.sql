-- Of the purchases the year's task asks for, those made, in yuan; each fund's share is of the whole task.
-- Beyond 100 %: more may be bought than the task asks for.
with tasks as (
    select
        record_year as year,
        sum(task_amount_yuan) as task_yuan
    from marts.procurement
    where record_type = '消费帮扶任务'
    group by all
    having sum(task_amount_yuan) > 0
),
funds as (
    select distinct unnest(['', '资金渠道=' || fund_source]) as segment
    from marts.procurement
    where record_type = '消费帮扶采购'
    union
    select ''
)
select
    null as unit_code,
    months.month,
    funds.segment,
    coalesce(sum(procurement.amount_yuan), 0) as numerator,
    tasks.task_yuan as denominator
from marts.months
inner join tasks using (year)
cross join funds
left join marts.procurement
    on procurement.record_type = '消费帮扶采购'
    and procurement.record_year = months.year
    -- The formula goes by the year alone: a purchase without a day counts all through it.
    and coalesce(procurement.recorded_on <= months.month_end, true)
    and funds.segment in ('', '资金渠道=' || procurement.fund_source)
group by all
union all
-- What each fund has paid in yuan, because its share of the whole task reads as if each had a task of its own.
select null, months.month, '采购额（元）=' || coalesce(procurement.fund_source, '未填'), sum(procurement.amount_yuan), null
from marts.months
inner join tasks using (year)
inner join marts.procurement
    on procurement.record_type = '消费帮扶采购'
    and procurement.record_year = months.year
    and coalesce(procurement.recorded_on <= months.month_end, true)
group by all
union all
select null, months.month, '另列=距任务还差（元）', greatest(tasks.task_yuan - coalesce(sum(procurement.amount_yuan), 0), 0), null
from marts.months
inner join tasks using (year)
left join marts.procurement
    on procurement.record_type = '消费帮扶采购'
    and procurement.record_year = months.year
    and coalesce(procurement.recorded_on <= months.month_end, true)
group by months.month, tasks.task_yuan
