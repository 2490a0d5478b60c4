-- A proposal, without its proposer and what they said of the answer.
select * exclude (proposer_person_id, feedback)
from staging.proposals
