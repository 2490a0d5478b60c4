-- The website's renewal (T02-03) as reported last, and whether it is past its planned day without being finished.
with reported as (
    select *
    from marts.deliverable_reports
    where deliverable_code = 'T02-03'
)
select
    null as unit_code,
    month,
    '' as segment,
    percent_total as numerator,
    100 * reported_units as denominator
from reported
union all
select null, month, '标记=滞后（条）', is_behind::integer, null
from reported
