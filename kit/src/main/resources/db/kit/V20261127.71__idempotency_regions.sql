-- A kept answer may tell of every region that its caller had, so it is given again only to who still has them all.
-- Of what was kept before nobody knows the regions: it is given to nobody.
alter table idempotency add column regions text not null default '';
-- The default stays for instances of the version before, which write no regions while they are replaced.
