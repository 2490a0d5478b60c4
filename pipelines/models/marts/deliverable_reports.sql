-- What stands reported about a deliverable at each month's end: each unit's newest report, taken together.
with reported as (
    select
        months.month,
        months.month_end,
        progress.*,
        submissions.is_approved,
        submissions.approved_at,
        submissions.sent_at,
        submissions.unit_code is null as is_from_office,
        planned_finish_on > lag(planned_finish_on ignore nulls) over (
            partition by months.month, deliverable_code, progress.unit_code
            order by report_month
        ) as is_postponed,
        row_number() over (
            partition by months.month, deliverable_code, progress.unit_code
            order by report_month desc
        ) = 1 as is_newest
    from staging.months
    inner join staging.progress on progress.report_month between months.year_start and months.month
    inner join staging.report_submissions as submissions using (submission_id)
)
select
    month,
    deliverable_code,
    count(*) filter (where is_newest) as reported_units,
    sum(percent_done) filter (where is_newest) as percent_total,
    avg(percent_done) filter (where is_newest) as percent_done,
    bool_and(status = '已完成') filter (where is_newest) as is_finished,
    bool_and(status = '取消') filter (where is_newest) as is_cancelled,
    bool_and(is_approved) filter (where is_newest) as is_approved,
    (max(approved_at) filter (where is_newest) + interval 8 hour)::date as approved_on,
    max(sent_at) filter (where is_newest) as last_sent_at,
    bool_and(is_from_office) filter (where is_newest) as sent_by_office,
    bool_or(percent_done > 0 and evidence_link is null) filter (where is_newest) as evidence_missing,
    coalesce(
        bool_or(planned_finish_on < month_end and status <> '已完成') filter (where is_newest),
        false
    ) as is_behind,
    first(planned_finish_on order by report_month, planned_finish_on desc)
        filter (where planned_finish_on is not null) as planned_first,
    last(planned_finish_on order by report_month, planned_finish_on)
        filter (where planned_finish_on is not null) as planned_latest,
    -- Several units that put off the same deliverable in one month put it off once.
    count(distinct report_month) filter (where is_postponed) as times_postponed,
    max(report_month) as last_report_month,
    last(problem_note order by report_month)
        filter (where is_newest and problem_note is not null) as problem_note
from reported
group by all
