-- A setting of a plan year: limits and counting rules that the document leaves open.
select year, name, value
from raw.plan_parameters
