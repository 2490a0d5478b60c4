-- A person in a month of a plan year, as the roster in force at the month's end lists them.
select
    snapshots.month,
    snapshots.month_end,
    snapshots.year,
    members.person_id,
    members.unit_code,
    members.gender,
    date_sub('year', members.birth_date, snapshots.month_end) as age,
    case
        when age <= 35 then '35岁及以下'
        when age <= 45 then '36—45岁'
        when age <= 55 then '46—55岁'
        when age >= 56 then '56岁及以上'
    end as age_band,
    members.birth_date,
    members.hire_date,
    members.join_date,
    members.staff_category,
    members.employment_type,
    members.union_group,
    members.is_on_post,
    members.is_member,
    members.is_cadre,
    members.congress_roles
from staging.snapshots
inner join staging.members using (submission_id)
where snapshots.dataset = 'members'
