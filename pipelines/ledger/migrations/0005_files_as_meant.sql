-- How many cells of its file the sender corrected; which ones, and what they said, is kept with the original and not here.
alter table submissions add column corrected_count integer not null default 0;
-- Columns of the contract that the file did not have, as a JSON list: its rows keep there what stood before.
alter table submissions add column lacks text not null default '[]';
-- A file may be taken with people whom no roster names yet, once its sender says that they are new.
-- How many different people that were when the file came; who they are stands in the kept rows alone.
alter table submissions add column newcomer_count integer not null default 0;
-- The account that said so; null where there are none or no account was asked for.
alter table submissions add column newcomers_confirmed_by text;
