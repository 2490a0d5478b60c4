-- How many records of a kind each unit has in a month: all of a dataset, and those with a word in one column.
with records as (
    select 'activities' as dataset, unit_code, happened_on as day,
        ['', 'category=' || category, 'club_role=' || club_role] as kinds
    from staging.activities
    where status = '已完成'
    union all
    select 'meetings', unit_code, held_on, ['', 'meeting_type=' || meeting_type]
    from staging.meetings
    union all
    select 'media', unit_code, published_on, ['', 'item_type=' || item_type]
    from staging.media
    union all
    select 'awards', unit_code, coalesce(result_on, applied_on), ['', 'record_type=' || record_type, 'level=' || level]
    from staging.awards
    where stage = '获得'
),
named as (
    select dataset, unit_code, date_trunc('month', day)::date as month, unnest(kinds) as kind
    from records
    where unit_code is not null and day is not null
)
select dataset, unit_code, month, kind, count(*)::integer as times
from named
where kind is not null
group by all
