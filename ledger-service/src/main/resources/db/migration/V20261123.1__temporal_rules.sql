-- Rules over periods, such as "one mentor at a time", are exclusion constraints; btree_gist lets them compare codes too.
-- It is a trusted extension: the owner of the database may create it.
create extension if not exists btree_gist;
