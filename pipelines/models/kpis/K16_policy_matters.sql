-- Matters in which the union gave its opinion at the source; one discussed several times in a year counts once.
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
),
counted as (
    select
        first_discussed.unit_code,
        months.month,
        1 as numerator
    from marts.months
    inner join first_discussed on first_discussed.held_on between months.year_start and months.month_end
    union all
    select unit_code, month, 0
    from marts.units
    union all
    select null, month, 0
    from marts.months
)
select
    unit_code,
    month,
    null as segment,
    sum(numerator) as numerator,
    null as denominator
from counted
group by all
