-- The targets that the office set beside the plan's own.
select year, kpi_code, target, coalesce(source, '本地设定') as source, reason, submission_id
from staging.targets
