-- Of the proposals on file whose proposer has answered, those answered 满意 or 基本满意.
-- Zero rows: 另列=未反馈（件）|已答复未反馈（件）
with answered as (
    select
        proposals.lead_unit_code as unit_code,
        months.month,
        proposers.feedback
    from marts.months
    inner join marts.proposals on proposals.fed_back_on between months.year_start and months.month_end
    inner join people.proposers using (proposal_id)
    where proposals.review_result = '立案'
        and proposers.feedback in ('满意', '基本满意', '不满意')
),
unanswered as (
    select
        proposals.lead_unit_code as unit_code,
        months.month,
        -- An answer without a day, or of a later day, has not been given yet.
        (
            coalesce(proposers.feedback, '未反馈') = '未反馈'
            or coalesce(proposals.fed_back_on > months.month_end, true)
        )::integer as numerator,
        coalesce(proposals.replied_on <= months.month_end, false) as is_replied
    from marts.months
    inner join marts.proposals
        on coalesce(proposals.reviewed_on, proposals.submitted_on) between months.year_start and months.month_end
    inner join people.proposers using (proposal_id)
    where proposals.review_result = '立案'
)
select
    unit_code,
    month,
    '' as segment,
    count(*) filter (where feedback in ('满意', '基本满意')) as numerator,
    count(*) as denominator
from answered
group by all
union all
select unit_code, month, '满意度=满意', count(*) filter (where feedback = '满意'), count(*)
from answered
group by all
union all
select unit_code, month, '另列=未反馈（件）', sum(numerator), null
from unanswered
group by all
union all
-- Only these can be asked what they think; the others have no answer yet.
select unit_code, month, '另列=已答复未反馈（件）', coalesce(sum(numerator) filter (where is_replied), 0), null
from unanswered
group by all
