-- A benefit for one person, as its newest accepted row has it; without a day of issue it has not been given out.
select
    person_id,
    grant_year::integer as year,
    occasion,
    form,
    face_value_yuan,
    standard_yuan,
    issued_date as issued_on,
    redeemed_amount_yuan,
    redeemed_date as redeemed_on,
    expire_date as expires_on
from raw.welfare
where is_newest
