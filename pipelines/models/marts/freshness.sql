-- How far each dataset's rows reach, and when it was last sent.
with spoken_for as (
    select 'activities' as dataset, happened_on as from_day, happened_on as to_day
    from staging.activities
    union all
    select 'participation', started_on, started_on
    from staging.activities
    semi join staging.participation using (activity_id)
    union all
    select 'welfare', make_date(year, 1, 1), make_date(year, 12, 31)
    from staging.welfare
    union all
    select 'assistance', day, day
    from (select coalesce(paid_on, visited_on, filed_on, applied_on) as day from staging.assistance)
    union all
    select 'proposals', day, day
    from (select coalesce(closed_on, replied_on, reviewed_on, submitted_on) as day from staging.proposals)
    union all
    select 'meetings', held_on, held_on
    from staging.meetings
    union all
    select 'awards', day, day
    from (select coalesce(result_on, applied_on) as day from staging.awards)
    union all
    select 'media', published_on, published_on
    from staging.media
    union all
    select 'digital', month, last_day(month)
    from staging.digital
    union all
    select
        'procurement',
        coalesce(recorded_on, make_date(record_year, 1, 1)),
        coalesce(recorded_on, make_date(record_year, 12, 31))
    from staging.procurement
    union all
    select 'progress', report_month, last_day(report_month)
    from staging.progress
),
sent as (
    select
        dataset,
        max(as_of) as newest_as_of,
        max(sent_at) as sent_at
    from staging.submissions
    group by all
)
select
    sent.dataset,
    -- A planned activity of December does not make a file of June fresh until December.
    case
        when sent.dataset in ('units', 'members', 'clubs') then sent.newest_as_of
        else least(
            coalesce(max(to_day) filter (where from_day <= newest_as_of), min(from_day)),
            newest_as_of
        )
    end as fresh_to,
    sent.sent_at
from sent
left join spoken_for using (dataset)
group by sent.dataset, sent.newest_as_of, sent.sent_at
