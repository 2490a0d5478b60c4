-- A KPI as the plan of a year has it; readers take the unit of its value from here.
select year, code, task_code, name, unit, direction
from raw.plan_kpis
