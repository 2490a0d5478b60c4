-- How the union's people changed since the first roster of the year, as the roster in force at a month's end has them.
with rosters as (
    select
        snapshots.month,
        snapshots.month_end,
        make_date(snapshots.year, 1, 1) as year_start,
        snapshots.year,
        members.person_id,
        members.on_post_status,
        members.is_on_post,
        members.is_member,
        members.hire_date,
        members.join_date
    from staging.snapshots
    inner join staging.members using (submission_id)
    where snapshots.dataset = 'members'
),
first_months as (
    select year, min(month) as month
    from rosters
    group by all
),
before as (
    select rosters.year, rosters.person_id
    from rosters
    inner join first_months using (year, month)
    where rosters.is_on_post
),
-- Somebody whom the newer roster no longer lists has left, for whatever reason.
gone as (
    select
        months.month,
        count(*) filter (where now.on_post_status = '退休') as retired,
        count(*) filter (where now.on_post_status is distinct from '退休' and now.is_on_post is not true) as left_school
    from (select distinct year, month from rosters) as months
    inner join before using (year)
    left join rosters as now using (month, person_id)
    group by all
),
here as (
    select
        month,
        count(*) filter (where is_on_post and hire_date between year_start and month_end) as newcomers,
        count(*) filter (
            where is_on_post and hire_date between year_start and month_end and is_member is distinct from true
        ) as newcomers_outside,
        count(*) filter (where is_member and join_date between year_start and month_end) as joined
    from rosters
    group by all
)
select
    here.month,
    first_months.month as first_month,
    here.newcomers::integer as newcomers,
    here.newcomers_outside::integer as newcomers_outside,
    here.joined::integer as joined,
    coalesce(gone.retired, 0)::integer as retired,
    coalesce(gone.left_school, 0)::integer as left_school
from here
inner join first_months on first_months.year = year(here.month)
left join gone on gone.month = here.month
