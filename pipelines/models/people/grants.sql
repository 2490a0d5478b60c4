-- A benefit for a person, given out (with a day of issue) or not yet.
select
    person_id,
    year,
    occasion,
    form,
    face_value_yuan,
    standard_yuan,
    issued_on,
    redeemed_amount_yuan,
    redeemed_on,
    expires_on
from staging.welfare
