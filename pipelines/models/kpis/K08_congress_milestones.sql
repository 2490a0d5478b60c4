-- The change of the two congresses (T03-01 to T03-03) as reported last; one not yet reported stands at 0 of 100.
with reported as (
    select *
    from marts.deliverable_reports
    where deliverable_code in ('T03-01', 'T03-02', 'T03-03')
)
select
    null as unit_code,
    month,
    '' as segment,
    sum(percent_done) as numerator,
    300 as denominator
from reported
group by all
union all
select null, month, '标记=滞后（条）', count(*) filter (where is_behind), null
from reported
group by all
union all
select
    null,
    months.month,
    '完成比例（%）=' || milestones.name,
    coalesce(reported.percent_done, 0),
    100
from marts.months
cross join (values ('T03-01', '换届筹备'), ('T03-02', '按程序召开'), ('T03-03', '执委会与专门委员会建设')) as milestones (deliverable_code, name)
left join reported using (month, deliverable_code)
-- Nothing is said of a month in which nobody has reported any of them.
where months.month in (select month from reported)
