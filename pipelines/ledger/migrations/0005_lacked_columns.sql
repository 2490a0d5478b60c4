-- Columns of the contract that the file did not have, as a JSON list: its rows keep there what stood before.
alter table submissions add column lacks text not null default '[]';
