-- Of the meetings that had to put study first (第一议题), those that did; a blank answer counts as not done.
with held as (
    select
        meetings.unit_code,
        months.month,
        unnest(['', '会议类型=' || meetings.meeting_type]) as segment,
        coalesce(meetings.first_topic_done = '是', false) as is_done
    from marts.months
    inner join marts.meetings on meetings.held_on between months.year_start and months.month_end
    where meetings.meeting_type in ('校工会常委会', '二级单位工会主席会')
        and meetings.first_topic_done is distinct from '不适用'
)
select
    unit_code,
    month,
    segment,
    count(*) filter (where is_done) as numerator,
    count(*) as denominator
from held
group by all
