-- How many cells of its file the sender corrected; which ones, and what they said, is kept with the original and not here.
alter table submissions add column corrected_count integer not null default 0;
