-- A system's month in which a part is more than its whole.
with judged as (
    select
        digital.stat_month as month,
        digital.submission_id,
        digital.row_number,
        concat_ws(
            '；',
            case when digital.active_users > members.people then '月活跃用户数大于在岗会员数' end,
            case when digital.system_name = '矿大教工e家' and digital.bound_users > members.people then '绑定用户数大于在岗会员数' end,
            case when digital.system_name = '教代会提案系统' and digital.active_users > delegates.people then '教代会提案系统的月活跃用户数大于在岗教代会代表数' end,
            case when digital.online_cases > digital.total_cases then '线上办理件数大于全部办理件数' end
        ) as words
    from raw.digital
    left join people.count_on_post(is_member) as members on members.month = digital.stat_month
    left join people.count_on_post(list_contains(congress_roles, '教代会代表')) as delegates
        on delegates.month = digital.stat_month
    where digital.is_newest
)
select null::varchar as unit_code, month, 'digital' as dataset, submission_id, row_number, words
from judged
where words <> ''
