-- Talent flats 人才公寓, DOMAIN 2 "Services": the houses in which they are, 752 flats in all.
create table residence (
    name        text not null,
    address     text,
    units       int not null check (units >= 1),
    keeper      text,
    opened_on   date,
    external_id text collate "C"
);
call make_register('residence');

create index on residence (opened_on, id) where withdrawn_at is null;
create unique index residence_external_id on residence (region, external_id) where withdrawn_at is null;
comment on index residence_external_id is
    '同一区划内 externalId 已被另一处人才公寓使用 / Another residence of this region bears this externalId';

-- How many flats of a residence are let: a running total that every allotment must pass, since its row is held until
-- the allotment is decided. Triggers keep it and nobody else; they see every region, so that whoever clears a flat need
-- not cover the residence too.
create table residence_occupancy (
    residence text collate "C" primary key,
    region    text collate "C" not null,
    -- None of a residence that has been withdrawn.
    units     int not null,
    occupied  int not null default 0,
    constraint residence_occupancy_within check (occupied between 0 and units)
);
comment on constraint residence_occupancy_within on residence_occupancy is
    '人才公寓在住套数不能超过总套数 / A residence cannot have more flats occupied than it has';
create index on residence_occupancy (region);
alter table residence_occupancy enable row level security;
alter table residence_occupancy force row level security;
create policy caller on residence_occupancy for select to innoledger_app
    using (region ^@ any ((select caller_regions())::text[]));
create policy system on residence_occupancy to innoledger_system using (true) with check (true);
grant select on residence_occupancy to innoledger_app;
grant select, insert, update on residence_occupancy to innoledger_system;

create function residence_counted() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into residence_occupancy (residence, region, units)
    values (new.id, new.region, case when new.withdrawn_at is null then new.units else 0 end)
    on conflict (residence) do update set region = excluded.region, units = excluded.units;
    return null;
end $$;
create trigger residence_counted after insert or update on residence for each row execute function residence_counted();

grant create on schema public to innoledger_system;
alter function residence_counted owner to innoledger_system;
revoke create on schema public from innoledger_system;
