-- How many finished activities of the year name a deliverable by a month's end; a health service is named by its form too.
with named as (
    select activity_id, happened_on, unnest(deliverable_codes) as deliverable_code
    from staging.activities
    where status = '已完成'
    union
    select activities.activity_id, activities.happened_on, deliverables.code
    from staging.activities
    inner join raw.plan_deliverables as deliverables
        on deliverables.name = activities.service_type
        and deliverables.year = year(activities.happened_on)
    where activities.status = '已完成'
)
select
    months.month,
    deliverables.code as deliverable_code,
    count(named.activity_id)::integer as times
from staging.months
inner join raw.plan_deliverables as deliverables on deliverables.year = months.year
-- Before the year's first finished activity has been sent, nothing is known; it is not 0.
inner join (select year(happened_on) as year, min(happened_on) as first_on from named group by all) as begun
    on begun.year = months.year and begun.first_on <= months.month_end
left join named
    on named.deliverable_code = deliverables.code
    and named.happened_on between months.year_start and months.month_end
group by all
