-- Registers whose records those below may read too, and the day as the province counts it.

-- The part of a code that tells its division: 14 for 140000, 1406 for 140600, 140602 for itself.
create function division_prefix(region text) returns text language sql immutable
    return case when region like '__0000' then left(region, 2) when region like '____00' then left(region, 4) else region end;

drop procedure make_register(text);
-- Turns a table of facts into a register: adds what every record has, its indexes, its regions and its grants.
-- `below` says which of its records those below their region may read, as a condition on the row; null for none.
create procedure make_register(register text, below text default null) language plpgsql as $$
begin
    execute format('alter table %I
        add column id text collate "C" primary key,
        add column region text collate "C" not null check (region ~ ''^[0-9]{6}$''),
        add column version bigint not null,
        add column recorded_at timestamptz not null,
        add column status text collate "C",
        add column unresolved text[] not null default ''{}'',
        add column withdrawn_at timestamptz,
        add column withdrawn_reason text', register);
    execute format('create index on %I (region, id) where withdrawn_at is null', register);
    execute format('create index on %I (recorded_at, id) where withdrawn_at is null', register);
    execute format('create index on %I using gin (unresolved) where unresolved <> ''{}''', register);
    execute format('alter table %I enable row level security', register);
    execute format('alter table %I force row level security', register);
    execute format('create policy caller on %I to innoledger_app
        using (region ^@ any ((select caller_regions())::text[]))
        with check (region ^@ any ((select caller_regions())::text[]))', register);
    execute format('create policy system on %I for select to innoledger_system using (true)', register);
    if below is not null then
        execute format('create policy below on %I for select to innoledger_app
            using ((%s) and exists (select from unnest((select caller_regions())::text[]) as mine
                                    where mine ^@ division_prefix(region)))', register, below);
    end if;
    execute format('grant select, insert, update on %I to innoledger_app', register);
    execute format('grant select on %I to innoledger_system', register);
end $$;
