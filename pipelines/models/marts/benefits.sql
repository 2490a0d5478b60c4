-- What was given out for an occasion by a month's end, and what of its vouchers was redeemed or has expired. An occasion
-- of fewer than three people has no row; 节日合计 adds up the festivals that have one.
with given as (
    select
        months.month,
        welfare.occasion,
        welfare.person_id,
        welfare.face_value_yuan,
        welfare.form = '提货券' as is_voucher,
        welfare.expires_on,
        coalesce(welfare.expires_on <= months.month_end, false) as is_expired,
        coalesce(if(welfare.redeemed_on <= months.month_end, welfare.redeemed_amount_yuan, 0), 0) as redeemed_yuan
    from staging.months
    inner join staging.welfare on months.year = welfare.year and welfare.issued_on <= months.month_end
),
occasions as (
    select
        month,
        occasion,
        count(distinct person_id) as people,
        sum(face_value_yuan) as yuan,
        coalesce(sum(face_value_yuan) filter (where is_voucher), 0) as voucher_yuan,
        coalesce(sum(redeemed_yuan) filter (where is_voucher), 0) as redeemed_yuan,
        coalesce(sum(face_value_yuan - redeemed_yuan) filter (where is_voucher and is_expired), 0) as expired_yuan
    from given
    group by all
    having count(distinct person_id) >= 3
),
rests as (
    select month, occasion, expires_on, sum(face_value_yuan - redeemed_yuan) as rest_yuan
    from given
    where is_voucher and not is_expired and expires_on is not null
    group by all
),
next_rests as (
    select month, occasion, min(expires_on) as next_expiry_on, arg_min(rest_yuan, expires_on) as next_expiry_yuan
    from rests
    group by all
)
select occasions.*, next_rests.next_expiry_on, next_rests.next_expiry_yuan
from occasions
left join next_rests using (month, occasion)
union all by name
select given.month, '节日合计' as occasion, count(distinct given.person_id) as people, sum(given.face_value_yuan) as yuan
from given
inner join occasions using (month, occasion)
inner join raw.plan_festivals as festivals
    on given.occasion = festivals.occasion and year(given.month) = festivals.year
group by all
