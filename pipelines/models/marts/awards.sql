-- A record of an award or contest; a number stands for the person, so that people can be told apart but not known.
select
    awards.* exclude (person_id),
    deliverables.name as deliverable_name,
    -- Who has a result has entered, whether or not the day of entry was written down.
    coalesce(awards.applied_on, awards.result_on) as entered_on,
    case when person_id is not null then dense_rank() over (order by md5(person_id)) end as person_number
from staging.awards
left join raw.plan_deliverables as deliverables
    on deliverables.code = awards.deliverable_code
    and deliverables.year = year(coalesce(awards.applied_on, awards.result_on))
