-- Of the visits asked for, those made; all kinds of people in the headline, each kind apart, and the visits made.
-- Zero rows: 另列=慰问（人次）|乡村振兴干部（人次）|复转军人（人次）|生病住院职工（人次）
select unit_code, month, coalesce(segment, '') as segment, numerator, denominator
from shares.K37
