-- Of the seven festivals and activities the plan names (T05-02 to T05-08), those held at least once.
with named as (
    select *
    from (
        values
            ('T05-02', '教职工体育文化节'),
            ('T05-03', '教职工社团文化节'),
            ('T05-04', '健步行活动'),
            ('T05-05', '田径运动会'),
            ('T05-06', '趣味运动会'),
            ('T05-07', '登山活动'),
            ('T05-08', '摄影展')
    ) as named (deliverable_code, activity_name)
),
held as (
    select
        months.month,
        named.deliverable_code,
        named.activity_name,
        coalesce(bool_or(activities.is_completed and activities.happened_on <= months.month_end), false) as is_held,
        -- An activity that was put off and whose first day has passed needs a new day.
        coalesce(bool_or(activities.status = '延期' and activities.started_on <= months.month_end), false) as is_postponed
    from marts.months
    cross join named
    left join marts.activities
        on activities.happened_on >= months.year_start
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
union all
select null, month, if(is_postponed, '延期未办（项）=', '未举办（项）=') || activity_name, 1, null
from held
where not is_held
