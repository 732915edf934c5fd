-- How large each record is, so that a page of them can end by its bytes and not only by their number; and what relay and
-- follower have set aside.

drop procedure make_register(text, text);
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
        add column bytes int not null default 0,
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

-- Registers made before learn it of their newest entry. Only large ones matter to a page: 0 stands for small. The owner sees
-- no row of a table that forces its policies, so for the time of this transaction they are not forced.
do $$
declare register text;
begin
    alter table journal no force row level security;
    create temporary table large on commit drop as
        select j.register, j.subject, j.version, octet_length(j.body) as bytes from journal j where octet_length(j.body) > 8192;
    alter table journal force row level security;
    for register in
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'withdrawn_reason'
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    loop
        execute format('alter table %I add column bytes int not null default 0', register);
        execute format('alter table %I no force row level security', register);
        -- What a row counts up elsewhere does not change by its size.
        execute format('alter table %I disable trigger user', register);
        execute format('update %I t set bytes = l.bytes from large l
            where l.register = %L and l.subject = t.id and l.version = t.version', register, replace(register, '_', '-'));
        execute format('alter table %I enable trigger user', register);
        execute format('alter table %I force row level security', register);
    end loop;
end $$;

-- Entries that the relay could not send, with why; the broker was told of them by an event without data.
create table relay_aside (
    topic  text not null,
    seq    bigint not null references journal_seal,
    reason text not null,
    at     timestamptz not null default now(),
    primary key (topic, seq)
);
grant select, insert on relay_aside to innoledger_system;

-- Events that a follower could not take, with why.
create table follow_aside (
    topic       text not null,
    partition   int not null,
    next_offset bigint not null,
    subject     text,
    reason      text not null,
    at          timestamptz not null default now(),
    primary key (topic, partition, next_offset)
);
grant select, insert on follow_aside to innoledger_app;
grant select on follow_aside to innoledger_system;
