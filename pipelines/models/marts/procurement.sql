-- A task, purchase or scholarship payment.
select *
from staging.procurement
