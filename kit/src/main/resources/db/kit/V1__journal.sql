-- The journal and what belongs to it. Every register of the service hangs on these tables by make_register below.

-- The regions of the caller, set by the journal for one transaction. No setting, no regions, no rows.
create function caller_regions() returns text[] language sql stable
    return string_to_array(current_setting('ledger.regions', true), ',');

create table journal (
    entry         bigint generated always as identity primary key,
    id            uuid not null,
    recorded_at   timestamptz not null,
    actor         text not null,
    region        text collate "C" not null,
    -- Set where an entry moves the record to another region: those whom it leaves must learn of it too.
    former_region text collate "C",
    register      text collate "C" not null,
    subject       text collate "C" not null,
    version       bigint not null,
    type          text collate "C" not null,
    traceparent   text,
    -- Canonical JSON (RFC 8785) of the whole entry: made once, hashed, published and shown as these bytes.
    body          bytea not null,
    unique (register, subject, version)
);
create table journal_pending (
    entry bigint primary key
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create table journal_seal (
    seq   bigint primary key,
    entry bigint not null unique references journal,
    leaf  bytea not null
);

-- Lower bound of what the relay has had acknowledged by the broker.
create table relay_position (
    topic text primary key,
    seq   bigint not null
);

-- Answers of requests that bore an Idempotency-Key, kept for seven days.
create table idempotency (
    client      text not null,
    operation   text not null,
    key         text not null,
    fingerprint bytea not null,
    answer      text not null,
    recorded_at timestamptz not null default now(),
    primary key (client, operation, key)
);
create index on idempotency (recorded_at);

-- Records of other services as their events tell of them, and how far each topic has been read.
create table reference (
    id      text collate "C" primary key,
    -- Null once it has been withdrawn: the row stays, so that an event told again does not bring it back.
    region  text collate "C",
    version bigint not null
);
create table follow_position (
    topic        text not null,
    partition    int not null,
    next_offset  bigint not null,
    primary key (topic, partition)
);

alter table journal enable row level security;
alter table journal force row level security;
create policy caller_reads on journal for select to innoledger_app
    using (region ^@ any ((select caller_regions())::text[]) or former_region ^@ any ((select caller_regions())::text[]));
create policy caller_appends on journal for insert to innoledger_app
    with check (region ^@ any ((select caller_regions())::text[]));
create policy system_reads on journal for select to innoledger_system using (true);

grant usage on schema public to innoledger_app, innoledger_system;
grant select, insert on journal, journal_pending, idempotency to innoledger_app;
grant select on journal_seal to innoledger_app;
grant select on journal to innoledger_system;
grant select, delete on journal_pending, idempotency to innoledger_system;
grant select, insert on journal_seal to innoledger_system;
grant select, insert, update on relay_position to innoledger_system;
grant select, insert, update, delete on reference to innoledger_app;
grant select, insert, update on follow_position to innoledger_app;

-- The one question that looks past the caller's regions.
-- The whole history of one record, also from the time when it belonged to another region.
-- The journal asks it only for a record that the caller can see.
create function record_history(of_register text, of_subject text, before bigint, most int) returns setof journal
language sql stable security definer set search_path = public, pg_temp as $$
    select * from journal
    where register = of_register and subject = of_subject and version < before
    order by version desc limit most
$$;

revoke execute on function record_history from public;
grant execute on function record_history to innoledger_app;
grant create on schema public to innoledger_system;
alter function record_history owner to innoledger_system;
revoke create on schema public from innoledger_system;

-- Turns a table of facts into a register: adds what every record has, its indexes, its regions and its grants.
create procedure make_register(register text) language plpgsql as $$
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
    execute format('grant select, insert, update on %I to innoledger_app', register);
    execute format('grant select on %I to innoledger_system', register);
end $$;
