-- A person and a kind of activity they came to in a year, with the first month one of these started and the first one was over.
with happened as (
    select
        activity_id,
        category,
        audiences,
        service_mode,
        deliverable_codes,
        started_month,
        happened_month,
        date_part('year', started_month)::integer as started_year,
        date_part('year', happened_month)::integer as happened_year,
        -- Kinds are numbered here, on few rows, so that millions of participations are grouped by narrow columns.
        dense_rank() over (
            order by category, audiences, service_mode, deliverable_codes, started_year, happened_year
        )::integer as kind
    from staging.activities
    where status = '已完成'
),
kinds as (
    select distinct kind, category, audiences, service_mode, deliverable_codes, started_year, happened_year
    from happened
),
attended as (
    select
        participation.person_id,
        happened.kind,
        min(happened.started_month) as started_month,
        min(happened.happened_month) as happened_month
    from staging.participation
    inner join happened using (activity_id)
    group by all
)
select
    attended.person_id,
    attended.started_month,
    attended.happened_month,
    kinds.started_year,
    kinds.happened_year,
    kinds.category,
    kinds.audiences,
    kinds.service_mode,
    kinds.deliverable_codes
from attended
inner join kinds using (kind)
