-- What a paper was made from besides its state, as JSON: the meeting with its minutes, the slides that were chosen, the
-- room's screen, the supervised item. Null where the paper is of an older version.
alter table materials add column given text;
