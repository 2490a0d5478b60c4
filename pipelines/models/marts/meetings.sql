-- A meeting or a matter the union took part in.
select *
from staging.meetings
