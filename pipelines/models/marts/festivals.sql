-- A festival of a plan year, with the month whose roster says who is due its benefit.
select year, occasion, festival_on, date_trunc('month', festival_on)::date as month
from raw.plan_festivals
