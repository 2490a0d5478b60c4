-- A unit in a month of a plan year, as the list in force at the month's end has it.
select
    snapshots.month,
    units.unit_code,
    units.unit_name,
    units.unit_type,
    units.union_level,
    units.union_set_up,
    units.union_level = '二级单位工会' and units.union_set_up in ('独立设置', '联合设置') as is_second_level_union,
    units.chair_is_admin_head,
    units.congress_required,
    units.parent_unit_code,
    units.staff_count,
    units.last_election_on
from staging.snapshots
inner join staging.units using (submission_id)
where snapshots.dataset = 'units'
