-- Every register's lists are filtered by state, and by what refers to nothing that is known, in the order of their ids.
create procedure serve_lists(register text) language plpgsql as $$
begin
    execute format('create index on %I (status, id) where withdrawn_at is null and status is not null', register);
    execute format('create index on %I (id) where withdrawn_at is null and unresolved <> ''{}''', register);
end $$;

-- Turns a table of facts into a register: adds what every record has, its indexes, its regions and its grants.
-- `below` says which of its records those below their region may read, as a condition on the row; null for none.
create or replace procedure make_register(register text, below text default null) language plpgsql as $$
begin
    execute format('alter table %I
        add column id text collate "C" primary key,
        add column region text collate "C" not null check (region ~ ''^[0-9]{6}$''),
        add column version bigint not null,
        add column recorded_at timestamptz not null,
        add column status text collate "C",
        add column unresolved text[] not null default ''{}'',
        add column bytes int not null default 0,
        add column withdrawn_at timestamptz,
        add column withdrawn_reason text', register);
    execute format('create index on %I (region, id) where withdrawn_at is null', register);
    execute format('create index on %I (recorded_at, id) where withdrawn_at is null', register);
    execute format('create index on %I using gin (unresolved) where unresolved <> ''{}''', register);
    call serve_lists(register);
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

-- Registers made before: what some of them had already is replaced. Numbers that others gave come first in their index, so
-- that they are found and sorted by, too.
do $$
declare register text; said text;
begin
    for register in
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'withdrawn_reason'
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    loop
        execute format('drop index if exists %I', register || '_status_id_idx');
        call serve_lists(register);
        if to_regclass(register || '_external_id') is not null then
            said := obj_description(to_regclass(register || '_external_id'), 'pg_class');
            execute format('drop index %I', register || '_external_id');
            execute format('create unique index %I on %I (external_id, region) where withdrawn_at is null',
                register || '_external_id', register);
            execute format('comment on index %I is %L', register || '_external_id', said);
        end if;
    end loop;
end $$;
