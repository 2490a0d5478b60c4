-- Matters in which the union gave its opinion at the source; one discussed several times in a year counts once. Records
-- that the number leaves out stand beside: repetitions, and those without an opinion.
-- Zero rows: units; union
with discussed as (
    select
        unit_code,
        held_on,
        coalesce(has_union_opinion, false) as has_opinion,
        -- A matter without a name cannot be told to be another one's repetition.
        row_number() over (
            partition by year(held_on), coalesce(policy_item, meeting_id), coalesce(has_union_opinion, false)
            order by held_on, meeting_id
        ) > 1 as is_repeated
    from marts.meetings
    where meeting_type = '源头参与事项'
)
select
    discussed.unit_code,
    months.month,
    case
        when not discussed.has_opinion then '未计入（条）=工会未提意见'
        when discussed.is_repeated then '未计入（条）=同一事项再次研究'
        else ''
    end as segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join discussed on discussed.held_on between months.year_start and months.month_end
group by all
