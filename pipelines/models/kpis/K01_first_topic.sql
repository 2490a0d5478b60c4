-- Of the meetings that had to put study first (第一议题), those that did; a blank answer counts as not done. Those that
-- did not are named by their day.
with held as (
    select
        meetings.unit_code,
        months.month,
        meetings.meeting_type,
        meetings.held_on,
        coalesce(meetings.first_topic_done = '是', false) as is_done
    from marts.months
    inner join marts.meetings on meetings.held_on between months.year_start and months.month_end
    where meetings.meeting_type in ('校工会常委会', '二级单位工会主席会')
        and meetings.first_topic_done is distinct from '不适用'
)
select
    unit_code,
    month,
    unnest(['', '会议类型=' || meeting_type]) as segment,
    is_done::integer as numerator,
    1 as denominator
from held
union all
select
    unit_code,
    month,
    '未落实（次）=' || strftime(held_on, '%-m月%-d日') || meeting_type as segment,
    1 as numerator,
    null as denominator
from held
where not is_done
