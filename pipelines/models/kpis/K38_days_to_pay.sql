-- Days from application to payment of an allowance, with the longest wait and the applications now past the term.
with allowances as (
    select *
    from marts.assistance
    where record_type in ('临时补助', '爱心扶助金')
),
timed as (
    select
        unit_code,
        month,
        unnest([null, '补助类型=' || record_type]) as segment,
        total_days,
        timed_count
    from allowances
    where timed_count > 0
),
overdue as (
    select unit_code, month, overdue_count as numerator
    from allowances
    union all
    select null, month, 0
    from marts.months
)
select
    unit_code,
    month,
    segment,
    sum(total_days) as numerator,
    sum(timed_count) as denominator
from timed
group by all
union all
-- The longest wait of the units is no sum, so only the union has one.
select null, month, '另列=最长天数（天）', max(longest_days), null
from allowances
where timed_count > 0
group by all
union all
select unit_code, month, '另列=在办超期（笔）', sum(numerator), null
from overdue
group by all
