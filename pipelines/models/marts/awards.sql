-- A record of an award or contest; a number stands for the person, so that people can be told apart but not known.
select
    awards.* exclude (person_id),
    deliverables.name as deliverable_name,
    case when person_id is not null then dense_rank() over (order by md5(person_id)) end as person_number
from staging.awards
left join raw.plan_deliverables as deliverables
    on deliverables.code = awards.deliverable_code
    and deliverables.year = year(coalesce(awards.result_on, awards.applied_on))
