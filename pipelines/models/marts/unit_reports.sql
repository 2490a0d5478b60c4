-- What each unit reported about a deliverable for a month, with what it had reported before.
select
    history.*,
    submissions.is_approved,
    submissions.sent_at
from staging.report_history as history
inner join staging.report_submissions as submissions using (submission_id)
where history.is_newest
