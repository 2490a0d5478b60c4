-- A person whose hardship file is open at a month's end, and whether help reached them since January.
with received as (
    -- The status goes by what had been received by then, so that a later exit rewrites no earlier month.
    select
        months.month,
        assistance_history.person_id,
        last(unit_code order by received_on, sent_order, row_number) as unit_code,
        last(hardship_level order by received_on, sent_order, row_number)
            filter (where hardship_level is not null) as hardship_level,
        last(file_status order by received_on, sent_order, row_number)
            filter (where file_status is not null) as file_status
    from staging.months
    inner join staging.assistance_history on assistance_history.received_on <= months.month_end
    group by all
),
helped as (
    select
        months.month,
        assistance.person_id,
        count(*) filter (where has_plan) > 0 as has_plan,
        count(*) filter (
            where record_type = '建档帮扶'
            and (paid_on between year_start and month_end or visited_on between year_start and month_end)
        ) > 0 as was_helped
    from staging.months
    inner join staging.assistance on assistance.known_on <= months.month_end
    group by all
)
select
    month,
    person_id,
    received.unit_code,
    received.hardship_level,
    coalesce(helped.has_plan and helped.was_helped, false) as is_covered
from received
left join helped using (month, person_id)
where received.file_status = '在档'
