-- What was found some time after a deliverable was closed, the newest last.
select *
from staging.look_backs
order by look_back_id
