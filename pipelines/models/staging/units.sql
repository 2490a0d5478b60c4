-- A second-level unit as one snapshot lists it.
select
    submission_id,
    unit_code,
    unit_name,
    unit_type,
    union_level,
    parent_unit_code,
    union_set_up,
    staff_count,
    chair_is_admin_head,
    congress_required,
    last_election_date as last_election_on
from raw.units
