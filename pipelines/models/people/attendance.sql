-- A person and a kind of activity of a month, with how many of these they came to.
with happened as (
    select
        activity_id,
        category,
        audiences,
        service_mode,
        deliverable_codes,
        started_month,
        happened_month,
        -- Kinds are numbered here, on few rows, so that millions of participations are grouped by narrow columns.
        dense_rank() over (
            order by category, audiences, service_mode, deliverable_codes, started_month, happened_month
        )::integer as kind
    from staging.activities
    where status = '已完成'
),
kinds as (
    select distinct kind, category, audiences, service_mode, deliverable_codes, started_month, happened_month
    from happened
),
attended as (
    select
        participation.person_id,
        happened.kind,
        count(*)::integer as times
    from staging.participation
    inner join happened using (activity_id)
    group by all
)
select
    attended.person_id,
    attended.times,
    kinds.started_month,
    kinds.happened_month,
    date_part('year', kinds.started_month)::integer as started_year,
    date_part('year', kinds.happened_month)::integer as happened_year,
    kinds.category,
    kinds.audiences,
    kinds.service_mode,
    kinds.deliverable_codes
from attended
inner join kinds using (kind)
