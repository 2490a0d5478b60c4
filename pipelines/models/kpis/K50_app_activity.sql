-- Of the members on post, those active in the union's app in the month itself; other figures of that month stand beside.
with systems as (
    select digital.*, members.people as members
    from marts.digital
    inner join marts.months using (month)
    left join people.count_on_post(is_member) as members using (month)
)
select null as unit_code, month, '' as segment, active_users as numerator, members as denominator
from systems
where system_name = '矿大教工e家' and active_users is not null and members is not null
union all
select null as unit_code, month, '系统=' || system_name as segment, active_users as numerator, members as denominator
from systems
where active_users is not null and members is not null
union all
select null as unit_code, month, '另列=绑定率（%）' as segment, bound_users as numerator, members as denominator
from systems
where system_name = '矿大教工e家' and bound_users is not null and members is not null
union all
select null as unit_code, month, '另列=智慧工会访问量（次）' as segment, visits as numerator, null as denominator
from systems
where system_name = '智慧工会' and visits is not null
union all
select
    null as unit_code,
    month,
    '另列=线上办理占比（%）' as segment,
    sum(online_cases) as numerator,
    sum(total_cases) as denominator
from systems
where online_cases is not null and total_cases > 0
group by all
union all
select
    null as unit_code,
    month,
    '另列=新功能上线数（个）' as segment,
    sum(features_released) as numerator,
    null as denominator
from systems
where features_released is not null
group by all
union all
-- Proposals are the delegates' business; of all members their system would always look empty.
select null as unit_code, systems.month, '另列=提案系统活跃占代表（%）', systems.active_users, delegates.people
from systems
inner join people.count_on_post(list_contains(congress_roles, '教代会代表')) as delegates using (month)
where systems.system_name = '教代会提案系统' and systems.active_users is not null
