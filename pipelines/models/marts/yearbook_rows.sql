-- A row of the statistical yearbook that is in use.
select *
from staging.yearbook_rows
where source <> '停用'
