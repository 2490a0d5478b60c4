-- Of the second-level unions that are set up, those chaired by the unit's administrative head; those not set up stand beside.
with unions as (
    select unit_code, month, '单位类型=' || unit_type as unit_type, chair_is_admin_head::integer as is_admin_head
    from marts.units
    where is_second_level_union
)
select
    unit_code,
    month,
    unnest(['', unit_type]) as segment,
    is_admin_head as numerator,
    1 as denominator
from unions
union all
select
    unit_code,
    month,
    '另列=未设置（个）' as segment,
    (union_set_up = '未设置')::integer as numerator,
    null as denominator
from marts.units
where union_level = '二级单位工会'
