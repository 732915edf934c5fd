-- What this service knows of platforms and alliances, from the events of platform-service. Rows stay when a record is
-- withdrawn, so that an event told again does not bring it back.
create table platform_reference (
    id        text collate "C" primary key,
    register  text collate "C" not null,
    region    text collate "C" not null,
    name      text,
    -- Credit code of the enterprise that it stands on.
    host      text collate "C",
    type      text collate "C",
    level     text collate "C",
    status    text collate "C",
    cluster   text collate "C",
    version   bigint not null,
    withdrawn boolean not null
);
create index on platform_reference (host) where host is not null;
create index on platform_reference (left(region, 2), cluster, id) where register = 'alliance';

alter table platform_reference enable row level security;
alter table platform_reference force row level security;
create policy caller on platform_reference to innoledger_app
    using (region ^@ any ((select caller_regions())::text[]))
    with check (region ^@ any ((select caller_regions())::text[]));
-- An enterprise's platform counts for it wherever it stands, so the enterprise's regions see it too: a city would else
-- count less than the province counts for that city.
create policy host on platform_reference for select to innoledger_app
    using (host is not null and exists (select from enterprise where enterprise.id = host));
create policy system on platform_reference for select to innoledger_system using (true);
grant select, insert, update on platform_reference to innoledger_app;
grant select on platform_reference to innoledger_system;

-- The alliance that each of a province's clusters is counted by: one for a cluster, however many there are, so that the
-- cities' figures sum to the province's. Which one that is depends on those of the other cities too, hence the view is
-- the system role's; what it shows are the caller's regions.
create view counted_alliance as
select id, region, name, cluster
from (select distinct on (left(region, 2), cluster) id, region, name, cluster
      from platform_reference
      where register = 'alliance' and cluster is not null and not withdrawn and status in ('ACTIVE', 'OPERATING')
      order by left(region, 2), cluster, id) first
where region ^@ any ((select caller_regions())::text[]);
grant select on counted_alliance to innoledger_app;
grant create on schema public to innoledger_system;
alter view counted_alliance owner to innoledger_system;
revoke create on schema public from innoledger_system;
