-- A person as one snapshot of the roster lists them.
select
    submission_id,
    person_id,
    unit_code,
    gender,
    birth_date,
    hire_date,
    join_date,
    staff_category,
    employment_type,
    union_group,
    on_post_status,
    on_post_status = '在岗' as is_on_post,
    is_union_member as is_member,
    is_union_cadre as is_cadre,
    coalesce(congress_role, []) as congress_roles
from raw.members
