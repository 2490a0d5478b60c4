-- Of the proposals on file whose term has ended, those answered within it; the term's own day is within.
select
    proposals.lead_unit_code as unit_code,
    months.month,
    '' as segment,
    count(*) filter (where proposals.replied_on <= proposals.due_on) as numerator,
    count(*) as denominator
from marts.months
inner join marts.proposals on proposals.due_on between months.year_start and months.month_end
where proposals.review_result = '立案'
group by all
