-- Pupils given the scholarship, by school, and the money given.
-- Zero rows: union; 受奖学校=灵璧中学|灵璧一中; 另列=发放金额（元）
with paid as (
    select
        months.month,
        procurement.school_name,
        procurement.beneficiary_count,
        procurement.amount_yuan
    from marts.months
    inner join marts.procurement
        on procurement.record_year = months.year
        and procurement.recorded_on <= months.month_end
    where procurement.record_type = '励志奖学金'
)
select
    null as unit_code,
    month,
    unnest(['', '受奖学校=' || school_name]) as segment,
    beneficiary_count as numerator,
    null as denominator
from paid
union all
select null, month, '另列=发放金额（元）', amount_yuan, null
from paid
union all
select null, months.month, '未发放学校（所）=' || schools.school_name, 1, null
from marts.months
cross join (values ('灵璧中学'), ('灵璧一中')) as schools (school_name)
anti join paid using (month, school_name)
