-- Tenants 在孵企业、入驻团队 and the premises 场地 that they share, DOMAIN 3.

-- Who a tenant is: an enterprise by its code, a team by its name and the school that it comes from.
create function tenancy_tenant(enterprise text, team_name text, school text) returns text language sql immutable
    return coalesce(enterprise, team_name || ' / ' || coalesce(school, ''));

create table tenancy (
    platform           text collate "C" not null,
    enterprise         text collate "C",
    team_name          text,
    school             text,
    field              text,
    since              date not null,
    until              date,
    area_square_metres numeric(10, 2) check (area_square_metres > 0),
    graduated_on       date,
    destination        text,
    ended_on           date,
    external_id        text collate "C",
    check ((enterprise is null) <> (team_name is null)),
    check (until >= since),
    check (graduated_on >= since),
    check (ended_on >= since),
    check (graduated_on is null or ended_on is null)
);
call make_register('tenancy');

-- A tenant is there until it graduates or leaves, whatever was agreed upon. The day on which it does is the next
-- tenant's; a stay that ended on the day it began took no time.
alter table tenancy
    add check (status is distinct from 'RESIDENT' or coalesce(graduated_on, ended_on) is null),
    add column tenant text collate "C" generated always as (tenancy_tenant(enterprise, team_name, school)) stored,
    add column period daterange generated always as (
        case when withdrawn_at is null and coalesce(graduated_on, ended_on, 'infinity') > since
             then daterange(since, coalesce(graduated_on, ended_on)) end) stored,
    add constraint tenancy_once unique (platform, tenant, period without overlaps);
comment on constraint tenancy_once on tenancy is
    '该企业或团队在此期间已入驻此平台 / This tenant is in that platform already in that time';

create index on tenancy (platform, id) where withdrawn_at is null;
create index on tenancy (enterprise) where withdrawn_at is null and enterprise is not null;
create index on tenancy (status, id) where withdrawn_at is null;
create index on tenancy (school, id) where withdrawn_at is null;
create index on tenancy (until, id) where withdrawn_at is null and status = 'RESIDENT';
create unique index tenancy_external_id on tenancy (region, external_id) where withdrawn_at is null;
comment on index tenancy_external_id is
    '同一区划内 externalId 已被另一项入驻使用 / Another tenancy of this region bears this externalId';

create table premises (
    platform           text collate "C" not null,
    area_square_metres numeric(10, 2) not null check (area_square_metres > 0),
    workstations       int check (workstations >= 0),
    external_id        text collate "C"
);
call make_register('premises');

create unique index premises_once on premises (platform) where withdrawn_at is null;
comment on index premises_once is
    '该平台的场地已登记，请修改原记录 / The premises of this platform are on file; change that record';
create unique index premises_external_id on premises (region, external_id) where withdrawn_at is null;
comment on index premises_external_id is
    '同一区划内 externalId 已被另一处场地使用 / Other premises of this region bear this externalId';

-- How much of a platform's premises its tenants use: a running total that every tenancy must pass, since its row is held
-- until the tenancy is decided. Triggers keep it and nobody else.
create table premises_occupancy (
    platform            text collate "C" primary key,
    region              text collate "C" not null,
    -- Null where no premises are on file: then there is nothing to exceed.
    area_square_metres  numeric(10, 2),
    taken_square_metres numeric not null default 0,
    constraint premises_occupancy_within check (
        taken_square_metres >= 0 and (area_square_metres is null or taken_square_metres <= area_square_metres))
);
comment on constraint premises_occupancy_within on premises_occupancy is
    '在驻面积不能超过场地面积 / Tenants cannot use more than the premises have';
create index on premises_occupancy (region);
alter table premises_occupancy enable row level security;
alter table premises_occupancy force row level security;
create policy caller on premises_occupancy for select to innoledger_app
    using (region ^@ any ((select caller_regions())::text[]));
create policy system on premises_occupancy to innoledger_system using (true) with check (true);
grant select on premises_occupancy to innoledger_app;
grant select, insert, update on premises_occupancy to innoledger_system;

-- Who has neither graduated nor left takes room.
create function tenancy_taken(t tenancy) returns numeric language sql immutable
    return case when (t).withdrawn_at is null and (t).status = 'RESIDENT'
                then coalesce((t).area_square_metres, 0) else 0 end;

create function tenancy_occupies() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    before numeric := 0;
    after  numeric := tenancy_taken(new);
begin
    if tg_op = 'UPDATE' then
        before := tenancy_taken(old);
        if old.platform <> new.platform and before <> 0 then
            update premises_occupancy set taken_square_metres = taken_square_metres - before
            where platform = old.platform;
            before := 0;
        end if;
    end if;
    if before <> after then
        insert into premises_occupancy (platform, region) values (new.platform, new.region)
        on conflict (platform) do nothing;
        update premises_occupancy set taken_square_metres = taken_square_metres - before + after, region = new.region
        where platform = new.platform;
    elsif tg_op = 'UPDATE' and old.region <> new.region then
        -- The platform has moved, and its tenants with it.
        update premises_occupancy set region = new.region where platform = new.platform and region <> new.region;
    end if;
    return null;
end $$;
create trigger tenancy_occupies after insert or update on tenancy for each row execute function tenancy_occupies();

create function premises_offered() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'UPDATE' and old.platform <> new.platform then
        update premises_occupancy set area_square_metres = null where platform = old.platform;
    end if;
    insert into premises_occupancy (platform, region) values (new.platform, new.region)
    on conflict (platform) do nothing;
    update premises_occupancy
    set area_square_metres = case when new.withdrawn_at is null then new.area_square_metres end, region = new.region
    where platform = new.platform;
    return null;
end $$;
create trigger premises_offered after insert or update on premises for each row execute function premises_offered();

-- What there is and what is used, held until the transaction ends: whoever asks can say who of many finds room.
create function premises_held(platforms text[]) returns table (platform text, area numeric, taken numeric)
language sql volatile security definer set search_path = public, pg_temp as $$
    select o.platform, o.area_square_metres, o.taken_square_metres
    from premises_occupancy o
    where o.platform = any (platforms) and o.region ^@ any ((select caller_regions())::text[])
    order by o.platform
    for update
$$;
revoke execute on function premises_held from public;
grant execute on function premises_held to innoledger_app;

grant create on schema public to innoledger_system;
alter function premises_held owner to innoledger_system;
alter function tenancy_occupies owner to innoledger_system;
alter function premises_offered owner to innoledger_system;
revoke create on schema public from innoledger_system;
