-- An allowance, with what its person adds to the cells of K38.
with allowances as (
    select *
    from people.assistance
    where record_type in ('临时补助', '爱心扶助金')
)
select
    unit_code,
    month,
    unnest(['', '补助类型=' || record_type]) as segment,
    person_id,
    days_to_pay as numerator,
    1 as denominator
from allowances
where is_timed
union all
-- The longest of all waits speaks of everybody among whom it is the longest.
select null, month, '另列=最长天数（天）', person_id, 1, null
from allowances
where is_timed
union all
select unit_code, month, '另列=在办超期（笔）', person_id, 1, null
from allowances
where is_overdue
union all
select unit_code, month, '另列=按期发放（%）', person_id, is_paid_in_term::integer, 1
from allowances
where is_timed
