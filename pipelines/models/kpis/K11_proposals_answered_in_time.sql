-- Of the proposals on file whose term has ended, those answered within it; the term's own day is within. Late ones and
-- those that nobody has answered yet stand beside: the latter can still be chased.
with ended as (
    select
        proposals.lead_unit_code as unit_code,
        months.month,
        coalesce(proposals.replied_on <= proposals.due_on, false) as is_in_time,
        coalesce(proposals.replied_on <= months.month_end, false) as is_answered
    from marts.months
    inner join marts.proposals on proposals.due_on between months.year_start and months.month_end
    where proposals.review_result = '立案'
)
select
    unit_code,
    month,
    '' as segment,
    count(*) filter (where is_in_time) as numerator,
    count(*) as denominator
from ended
group by all
union all
select unit_code, month, '另列=逾期答复（件）', count(*) filter (where is_answered and not is_in_time), null
from ended
group by all
union all
select unit_code, month, '另列=未答复（件）', count(*) filter (where not is_answered and not is_in_time), null
from ended
group by all
