-- Of the proposals closed by a month's end, whatever their review said, those with a day for each of the five stages.
-- Which days the others lack stands beside: a stage that was held can still be given its day.
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
),
lacking as (
    select
        unit_code,
        month,
        list_filter(
            list_transform(stages, lambda stage: trim(stage)),
            lambda stage: coalesce(stage_days[stage] > month_end, true)
        ) as stages
    from closed
)
select
    unit_code,
    month,
    '' as segment,
    count(*) filter (where len(stages) = 0) as numerator,
    count(*) as denominator
from lacking
group by all
union all
select unit_code, month, '另列=环节不全（件）', count(*) filter (where len(stages) > 0), null
from lacking
group by all
union all
select unit_code, month, '缺日期（件次）=' || coalesce(map {
    'submit_date': '提交',
    'review_date': '审查',
    'assign_date': '交办',
    'due_date': '答复期限',
    'consult_date': '面商',
    'supervise_date': '督办',
    'reply_date': '答复',
    'feedback_date': '反馈',
    'close_date': '办结'
}[stage], stage), count(*), null
from (select unit_code, month, unnest(stages) as stage from lacking)
group by all
