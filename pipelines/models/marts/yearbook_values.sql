-- What each source counts from 1 October to 30 September, with the rows behind it and the days they reach; lists of
-- people, units and clubs speak for the year's last month.
-- Empty without: yearbook_rows
with years as (
    select distinct
        stat_year,
        make_date(stat_year - 1, 10, 1) as start_on,
        make_date(stat_year, 9, 30) as end_on
    from staging.yearbook_rows
),
events as (
    select 'meetings' as dataset, held_on as day, 1 as amount,
        if(meeting_type = '二级教代会', ['congress.count'], []) as sources
    from staging.meetings
    union all
    select 'proposals', submitted_on, 1, ['proposals.filed'] from staging.proposals
    union all
    select 'proposals', reviewed_on, 1, ['proposals.accepted'] from staging.proposals where review_result = '立案'
    union all
    select 'proposals', closed_on, 1, ['proposals.closed'] from staging.proposals
    union all
    select 'activities', happened_on, 1,
        list_concat(
            ['activities.count'],
            if(category in ('理论学习', '业务培训', '宣传培训', '代表培训'), ['training.count'], [])
        )
    from staging.activities where status = '已完成'
    union all
    select 'activities', happened_on, coalesce(actual_headcount, 0),
        list_concat(
            ['activities.participants'],
            if(category in ('理论学习', '业务培训', '宣传培训', '代表培训'), ['training.participants'], [])
        )
    from staging.activities where status = '已完成'
    union all
    select 'activities', happened_on, coalesce(cost_yuan, 0), ['activities.cost_yuan']
    from staging.activities where status = '已完成'
    union all
    select 'awards', coalesce(result_on, applied_on), 1,
        list_concat(
            if(stage = '获得', ['awards.count'], []),
            if(stage = '获得' and record_type = '上级荣誉', ['awards.superior'], []),
            if(record_type = '群众性创新' and is_adopted, ['innovations.count'], [])
        )
    from staging.awards
    union all
    select 'media', published_on, 1, ['media.count'] from staging.media
    union all
    select 'procurement', recorded_on, coalesce(amount_yuan, 0),
        if(record_type = '消费帮扶采购', ['procurement.yuan'], [])
    from staging.procurement
),
in_year as (
    select years.stat_year, events.*
    from years
    inner join events on events.day between years.start_on and years.end_on
),
-- A year without a single row of a dataset is unknown, not 0.
reach as (
    select stat_year, dataset, min(day) as first_on, max(day) as last_on
    from in_year
    group by all
),
event_sources (dataset, source) as (
    values
        ('meetings', 'congress.count'),
        ('proposals', 'proposals.filed'), ('proposals', 'proposals.accepted'), ('proposals', 'proposals.closed'),
        ('activities', 'activities.count'), ('activities', 'activities.participants'),
        ('activities', 'activities.cost_yuan'), ('activities', 'training.count'),
        ('activities', 'training.participants'),
        ('awards', 'awards.count'), ('awards', 'awards.superior'), ('awards', 'innovations.count'),
        ('media', 'media.count'), ('procurement', 'procurement.yuan')
),
named as (
    select stat_year, dataset, amount, unnest(sources) as source from in_year
),
flows as (
    select
        reach.stat_year,
        event_sources.source,
        reach.dataset,
        coalesce(sum(named.amount), 0) as value,
        count(named.amount) as row_count,
        reach.first_on,
        reach.last_on
    from reach
    inner join event_sources using (dataset)
    left join named
        on named.stat_year = reach.stat_year and named.source = event_sources.source
    group by all
),
lists as (
    select years.stat_year, snapshots.dataset, snapshots.submission_id, snapshots.as_of
    from years
    inner join staging.snapshots on snapshots.month = make_date(years.stat_year, 9, 1)
),
stocks as (
    select lists.stat_year, lists.dataset, lists.as_of,
        unnest([
            'members.staff', 'members.staff_female', 'members.count', 'members.female', 'members.cadres',
            'members.delegates'
        ]) as source,
        unnest([
            count(*) filter (where is_on_post),
            count(*) filter (where is_on_post and gender = '女'),
            count(*) filter (where is_on_post and is_member),
            count(*) filter (where is_on_post and is_member and gender = '女'),
            count(*) filter (where is_on_post and is_cadre),
            count(*) filter (where is_on_post and list_contains(congress_roles, '教代会代表'))
        ]) as value
    from lists
    inner join staging.members using (submission_id)
    group by all
    union all
    select lists.stat_year, lists.dataset, lists.as_of,
        unnest(['units.count', 'units.chair_is_head']),
        unnest([count(*), count(*) filter (where chair_is_admin_head)])
    from lists
    inner join staging.units using (submission_id)
    where union_level = '二级单位工会' and union_set_up in ('独立设置', '联合设置')
    group by all
    union all
    select lists.stat_year, lists.dataset, lists.as_of,
        unnest(['clubs.count', 'clubs.members']),
        unnest([count(*), coalesce(sum(member_count), 0)])
    from lists
    inner join staging.clubs using (submission_id)
    where status = '正常'
    group by all
)
select stat_year, source, dataset, value::double as value, row_count::integer as row_count, first_on, last_on, false as is_list
from flows
union all
select stat_year, source, dataset, value::double, value::integer, as_of, as_of, true
from stocks
