-- How far each dataset's rows reach, and when it was last sent. What nobody owes (the office's own settings) has no
-- freshness: nothing is older for its sake.
with sent as (
    select
        dataset,
        max(as_of) as newest_as_of,
        max(sent_at) as sent_at
    from staging.submissions
    where dataset in (select dataset from staging.owed_datasets)
    group by all
)
select
    sent.dataset,
    -- A planned activity of December does not make a file of June fresh until December.
    least(
        coalesce(
            max(row_days.to_day) filter (where row_days.from_day <= sent.newest_as_of),
            min(row_days.from_day)
        ),
        sent.newest_as_of
    ) as fresh_to,
    sent.newest_as_of as as_of,
    sent.sent_at
from sent
left join staging.row_days using (dataset)
group by sent.dataset, sent.newest_as_of, sent.sent_at
