-- 姓名或岗位: what the history of a submission and the list of who owes call the account; null where its owner gave none.
alter table accounts add column display_name text;
