-- Of the face value of this year's vouchers issued long enough ago, the part redeemed; expired rests stand beside.
with vouchers as (
    select
        months.month,
        -- A voucher of somebody not on post counts for the whole union only.
        rosters.unit_code,
        grants.occasion,
        grants.face_value_yuan,
        if(grants.redeemed_on <= months.month_end, grants.redeemed_amount_yuan, 0) as redeemed_yuan,
        grants.issued_on + parameters.value::integer <= months.month_end as is_counted,
        grants.issued_on + parameters.value::integer between months.month and months.month_end as is_new,
        grants.expires_on <= months.month_end as is_expired
    from marts.months
    inner join people.grants on months.year = grants.year and grants.issued_on <= months.month_end
    inner join marts.parameters on months.year = parameters.year and parameters.name = 'welfare_redeem_days'
    left join people.rosters
        on grants.person_id = rosters.person_id and months.month = rosters.month and rosters.is_on_post
    where grants.form = '提货券'
)
select
    unit_code,
    month,
    if(grouping(occasion) = 1, '', '事由=' || occasion) as segment,
    sum(coalesce(redeemed_yuan, 0)) as numerator,
    sum(face_value_yuan) as denominator
from vouchers
where is_counted
group by grouping sets ((unit_code, month), (unit_code, month, occasion))
union all
select
    unit_code,
    month,
    '另列=过期未核销金额（元）' as segment,
    coalesce(sum(face_value_yuan - coalesce(redeemed_yuan, 0)) filter (where is_expired), 0) as numerator,
    null as denominator
from vouchers
group by all
union all
-- Those that came to count in the month alone, which the sum since January hides.
select unit_code, month, '另列=本月计入（%）', sum(coalesce(redeemed_yuan, 0)), sum(face_value_yuan)
from vouchers
where is_new
group by all
union all
-- Vouchers too young to count, by occasion: the rate says nothing of them yet.
select unit_code, month, '尚未计入（元）=' || occasion, sum(face_value_yuan), null
from vouchers
where not is_counted
group by all
