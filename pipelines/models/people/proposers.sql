-- Who made a proposal, and how they found its answer.
select
    proposal_id,
    proposer_person_id as person_id,
    feedback
from staging.proposals
