-- A voucher of which more was redeemed by a month's end than it is worth.
select
    null::varchar as unit_code,
    months.month,
    'welfare' as dataset,
    welfare.submission_id,
    welfare.row_number,
    '已核销金额大于面值' as words
from marts.months
inner join raw.welfare
    on months.year = welfare.grant_year and greatest(welfare.issued_date, welfare.redeemed_date) <= months.month_end
where welfare.is_newest
    and welfare.form = '提货券'
    and welfare.redeemed_amount_yuan > welfare.face_value_yuan
