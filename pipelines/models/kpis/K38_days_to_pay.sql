-- Days from application to payment of an allowance, with the longest wait and the applications now past the term.
-- Zero rows: 另列=在办超期（笔）
with allowances as (
    select *
    from people.assistance
    where record_type in ('临时补助', '爱心扶助金')
),
timed as (
    select
        unit_code,
        month,
        unnest(['', '补助类型=' || record_type]) as segment,
        days_to_pay
    from allowances
    where is_timed
)
select
    unit_code,
    month,
    segment,
    sum(days_to_pay) as numerator,
    count(*) as denominator
from timed
group by all
union all
-- The longest wait of the units is no sum, so only the union has one.
select null, month, '另列=最长天数（天）', max(days_to_pay), null
from timed
group by all
union all
select unit_code, month, '另列=在办超期（笔）', count(*) filter (where is_overdue), null
from allowances
group by all
union all
-- A mean is lifted by one long wait; the share says for how many the promise was kept.
select unit_code, month, '另列=按期发放（%）', count(*) filter (where is_paid_in_term), count(*)
from allowances
where is_timed
group by all
