-- What other services' records are called, for whoever counts by them. What was told before is read once more from the
-- first event on; each effect is bound to a version, so that only the names are new.
alter table foreign_reference add column name text;
delete from follow_position;
