-- Days that newest rows of a dataset speak for, by the period of its contract.
select dataset, from_day, to_day
from raw.row_days
