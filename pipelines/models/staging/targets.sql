-- The target that the office set for a KPI, as its newest accepted row has it.
select plan_year as year, kpi_code, target, source, reason, submission_id
from raw.targets
where is_newest
