-- Of the proposals reviewed, those put on file; one merged into another (并案) counts through its main proposal only.
with reviewed as (
    select
        rosters.unit_code,
        months.month,
        -- A proposal without a category stands in the headline only.
        unnest(['', '提案类别=' || proposals.category]) as segment,
        proposals.review_result
    from marts.months
    inner join marts.proposals on proposals.reviewed_on between months.year_start and months.month_end
    left join people.proposers using (proposal_id)
    left join people.rosters using (month, person_id)
    where proposals.review_result not in ('待审', '并案')
)
select
    unit_code,
    month,
    segment,
    count(*) filter (where review_result = '立案') as numerator,
    count(*) as denominator
from reviewed
group by all
