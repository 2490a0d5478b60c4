-- Of the proposals closed by a month's end, whatever their review said, those with a day for each of the five stages.
with closed as (
    select
        proposals.lead_unit_code as unit_code,
        months.month,
        months.month_end,
        string_split(parameters.value, ';') as stages,
        -- The stages are configured by column name.
        map {
            'submit_date': proposals.submitted_on,
            'review_date': proposals.reviewed_on,
            'assign_date': proposals.assigned_on,
            'due_date': proposals.due_on,
            'consult_date': proposals.consulted_on,
            'supervise_date': proposals.supervised_on,
            'reply_date': proposals.replied_on,
            'feedback_date': proposals.fed_back_on,
            'close_date': proposals.closed_on
        } as stage_days
    from marts.months
    inner join marts.parameters
        on parameters.year = months.year
        and parameters.name = 'proposal_stages'
    inner join marts.proposals on proposals.closed_on <= months.month_end
)
select
    unit_code,
    month,
    '' as segment,
    count(*) filter (
        where len(list_filter(stages, lambda stage: stage_days[trim(stage)] <= month_end)) = len(stages)
    ) as numerator,
    count(*) as denominator
from closed
group by all
