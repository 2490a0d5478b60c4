-- Of the seven festivals and activities the plan names (T05-02 to T05-08), those held at least once.
with named as (
    select unnest(['T05-02', 'T05-03', 'T05-04', 'T05-05', 'T05-06', 'T05-07', 'T05-08']) as deliverable_code
),
held as (
    select
        months.month,
        named.deliverable_code,
        count(activities.activity_id) > 0 as is_held
    from marts.months
    cross join named
    left join marts.activities
        on activities.is_completed
        and activities.happened_on between months.year_start and months.month_end
        and list_contains(activities.deliverable_codes, named.deliverable_code)
    group by all
)
select
    null as unit_code,
    month,
    '' as segment,
    count(*) filter (where is_held) as numerator,
    count(*) as denominator
from held
group by all
union all
select null, month, '承诺条目=' || deliverable_code, is_held::integer, 1
from held
