-- A system's own month.
select *
from staging.digital
