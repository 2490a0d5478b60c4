-- Of the people verified as eligible for a hardship file, those who have one.
select unit_code, month, coalesce(segment, '') as segment, numerator, denominator
from shares.K35
