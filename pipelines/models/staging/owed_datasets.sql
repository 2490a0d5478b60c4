-- Datasets that somebody has to send regularly.
select dataset from raw.datasets where is_owed
