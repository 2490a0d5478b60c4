-- Different people who came to a short retreat (T04-08) that is over, on post or not.
-- Zero rows: units; union
with rested as (
    select person_id, happened_year as year, min(happened_month) as happened_month
    from people.attendance
    where list_contains(deliverable_codes, 'T04-08')
    group by all
),
people_so_far as (
    select
        rosters.unit_code,
        months.month,
        -- Somebody in no roster any more has no gender or age to stand under.
        unnest(if(
            rosters.person_id is null,
            [''],
            ['', '性别=' || rosters.gender, '年龄段=' || rosters.age_band]
        )) as segment
    from marts.months
    inner join rested on months.year = rested.year and rested.happened_month <= months.month
    left join people.rosters on months.month = rosters.month and rested.person_id = rosters.person_id
)
select unit_code, month, segment, count(*) as numerator, null as denominator
from people_so_far
group by all
union all
-- Who rested twice took two seats. The seats are the organisers' count, so only the union has them.
select null, months.month, '另列=席位（人次）', sum(activities.actual_headcount), null
from marts.months
inner join marts.activities on activities.happened_on between months.year_start and months.month_end
where activities.is_completed and list_contains(activities.deliverable_codes, 'T04-08')
group by all
