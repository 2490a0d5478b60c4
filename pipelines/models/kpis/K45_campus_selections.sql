-- Of the nine campus selections the plan names, those with at least one winner.
with selections as (
    -- A selection the office confirms as not held this year is to leave this list; no dataset says so yet.
    select *
    from (
        values
            ('T10-06', '优秀教学科研群体'),
            ('T10-07', '十佳文明窗口单位'),
            ('T10-08', '师德模范'),
            ('T10-09', '十佳青年教职工'),
            ('T10-10', '教书育人'),
            ('T10-11', '科研育人'),
            ('T10-12', '管理育人'),
            ('T10-13', '服务育人'),
            ('T10-14', '工会先进个人')
    ) as named (deliverable_code, selection_name)
),
held as (
    select
        months.month,
        selections.selection_name,
        coalesce(bool_or(awards.stage = '获得' and awards.result_on between months.year_start and months.month_end), false)
            as has_winner,
        coalesce(bool_or(awards.entered_on between months.year_start and months.month_end), false) as has_applicants
    from marts.months
    cross join selections
    left join marts.awards
        on awards.deliverable_code = selections.deliverable_code
        and awards.record_type = '校级评选'
    group by all
),
by_segment as (
    select
        month,
        unnest(['', '评选项目=' || selection_name]) as segment,
        has_winner
    from held
)
select
    null as unit_code,
    month,
    segment,
    count(*) filter (where has_winner) as numerator,
    count(*) as denominator
from by_segment
group by all
union all
select null, month, if(has_applicants, '已申报待评（项）=', '未申报（项）=') || selection_name, 1, null
from held
where not has_winner
