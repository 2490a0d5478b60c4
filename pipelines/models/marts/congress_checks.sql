-- What the plan's rules for staff congresses say of the school (without a unit) or a unit at a month's end.
with months as (
    select
        month,
        month_end,
        year_start,
        -- A school year ends on 31 August; only one that is over can have been missed.
        make_date(year - if(month < make_date(year, 8, 1), 1, 0), 8, 31) as school_year_end,
        school_year_end - interval 1 year + interval 1 day as school_year_start
    from staging.months
),
units as (
    select snapshots.month, units.unit_code, units.congress_required, units.last_election_on,
        units.union_level = '二级单位工会' and units.union_set_up in ('独立设置', '联合设置') as is_union
    from staging.snapshots
    inner join staging.units using (submission_id)
    where snapshots.dataset = 'units'
),
-- The school has no unit code.
bodies as (
    select month, '单位' as scope, unit_code as body, congress_required, is_union, last_election_on from units
    union all
    select month, '学校', '', true, false, null from months
),
congresses as (
    select
        if(meeting_type = '校教代会', '学校', '单位') as scope,
        if(meeting_type = '校教代会', '', unit_code) as body,
        held_on, present_count, due_count
    from staging.meetings
    where meeting_type in ('校教代会', '二级教代会')
),
asked as (
    select
        months.*, bodies.* exclude (month), rules.rule,
        split_part(rules.value, '/', 1)::integer as share_of,
        try_cast(split_part(rules.value, '/', 2) as integer) as share_in
    from raw.plan_congress as rules
    inner join months on rules.year = year(months.month)
    inner join bodies using (month, scope)
    where if(rules.rule = 'term', bodies.is_union, bodies.congress_required)
),
-- Of several congresses, the one with the fewest present; one without numbers shows nothing.
quorums as (
    select asked.month, scope, body,
        count(*) as held,
        min_by(present_count, present_count / due_count) filter (where due_count > 0) as present,
        min_by(due_count, present_count / due_count) filter (where due_count > 0) as due,
        min_by(held_on, present_count / due_count) filter (where due_count > 0) as held_on,
        bool_or(present_count is null or due_count is null or due_count <= 0) as is_unknown
    from asked
    inner join congresses using (scope, body)
    where congresses.held_on between asked.year_start and asked.month_end
        and asked.rule = 'quorum'
    group by all
),
yearly as (
    select asked.month, scope, body, count(*) as held, max(congresses.held_on) as held_on
    from asked
    inner join congresses using (scope, body)
    where congresses.held_on between asked.school_year_start and asked.school_year_end
        and asked.rule = 'yearly'
    group by all
),
delegates as (
    select snapshots.month, '学校' as scope,
        count(*) filter (where members.staff_category = '专任教师') as teachers,
        count(*) filter (where members.staff_category is null) as unknown,
        count(*) as delegates
    from staging.snapshots
    inner join staging.members using (submission_id)
    where snapshots.dataset = 'members' and members.is_on_post
        and list_contains(members.congress_roles, '教代会代表')
    group by all
),
numbers as (
    select
        month, asked.rule, scope, nullif(body, '') as unit_code,
        asked.school_year_start::date as school_year_start, asked.school_year_end,
        case asked.rule
            when 'teachers' then delegates.teachers
            when 'quorum' then quorums.present
            when 'yearly' then coalesce(yearly.held, 0)
            when 'term' then date_sub('year', asked.last_election_on, asked.month_end)
        end::integer as numerator,
        case asked.rule
            when 'teachers' then delegates.delegates
            when 'quorum' then quorums.due
        end::integer as denominator,
        case asked.rule
            when 'quorum' then quorums.held_on
            when 'yearly' then yearly.held_on
            when 'term' then asked.last_election_on
        end as happened_on,
        case asked.rule
            when 'teachers' then case
                when delegates.teachers * share_in >= delegates.delegates * share_of then true
                when (delegates.teachers + delegates.unknown) * share_in < delegates.delegates * share_of then false
            end
            when 'quorum' then case
                when quorums.present * share_in < quorums.due * share_of then false
                when not quorums.is_unknown then true
            end
            when 'yearly' then case
                when coalesce(yearly.held, 0) >= share_of then true
                -- Meetings of earlier months may never have been sent.
                when (select min(held_on) from staging.meetings) <= school_year_start then false
            end
            when 'term' then asked.month_end <= asked.last_election_on + to_years(share_of)
        end as is_kept
    from asked
    left join delegates using (month, scope)
    left join quorums using (month, scope, body)
    left join yearly using (month, scope, body)
)
select
    *,
    case when is_kept then '符合' when not is_kept then '不符合' else '缺数据' end as outcome
from numbers
