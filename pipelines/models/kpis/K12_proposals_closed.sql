-- Of the proposals on file, those closed, and how: by result and by what became of them.
with on_file as (
    select
        months.month,
        proposals.*,
        coalesce(proposals.closed_on <= months.month_end, false) as is_closed
    from marts.months
    -- Put on file on an unknown day: the day of submission is the nearest that is known.
    inner join marts.proposals
        on coalesce(proposals.reviewed_on, proposals.submitted_on) between months.year_start and months.month_end
    where proposals.review_result = '立案'
),
endings as (
    select distinct unnest(['', '办理结果=' || reply_result, '转化形式=' || outcome_form]) as segment
    from marts.proposals
    union
    select ''
)
select
    on_file.lead_unit_code as unit_code,
    on_file.month,
    endings.segment,
    count(*) filter (
        where is_closed
        and endings.segment in ('', '办理结果=' || on_file.reply_result, '转化形式=' || on_file.outcome_form)
    ) as numerator,
    -- Each ending is a share of all on file, so that the endings add up to the rate.
    count(*) as denominator
from on_file
cross join endings
group by all
union all
-- The same by the closed alone: of those that have an ending, how many were settled or adopted.
select
    lead_unit_code as unit_code,
    month,
    '另列=办结中已解决或采纳（%）' as segment,
    count(*) filter (where reply_result = '已解决或采纳') as numerator,
    count(*) as denominator
from on_file
where is_closed
group by all
