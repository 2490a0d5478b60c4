-- Matters in which the union gave its opinion at the source; one discussed several times in a year counts once.
-- Zero rows: units; union
with first_discussed as (
    select *
    from marts.meetings
    where meeting_type = '源头参与事项'
        and has_union_opinion
    -- A matter without a name cannot be told to be another one's repetition.
    qualify row_number() over (
        partition by year(held_on), coalesce(policy_item, meeting_id)
        order by held_on, meeting_id
    ) = 1
)
select
    first_discussed.unit_code,
    months.month,
    '' as segment,
    count(*) as numerator,
    null as denominator
from marts.months
inner join first_discussed on first_discussed.held_on between months.year_start and months.month_end
group by all
