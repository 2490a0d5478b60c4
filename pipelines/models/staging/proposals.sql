-- A proposal, as its newest accepted row has it.
select
    proposal_id,
    congress_session,
    title,
    category,
    proposer_person_id,
    cosponsor_count,
    submit_date as submitted_on,
    review_date as reviewed_on,
    review_result,
    lead_unit_code,
    co_unit_codes,
    assign_date as assigned_on,
    due_date as due_on,
    consult_date as consulted_on,
    supervise_date as supervised_on,
    reply_date as replied_on,
    reply_result,
    outcome_form,
    feedback,
    feedback_date as fed_back_on,
    close_date as closed_on
from raw.proposals
where is_newest
