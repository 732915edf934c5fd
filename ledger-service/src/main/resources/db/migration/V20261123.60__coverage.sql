-- Coverage, DOMAIN 1.15: rollups that the projector keeps from sealed entries. Everything here can be made again from
-- position 0, and nothing else writes it.

-- What the records of the campaign say, as of the projector's position.
create table coverage_trace (
    register   text collate "C" not null,
    id         text collate "C" not null,
    enterprise text collate "C" not null,
    trace      jsonb not null,
    primary key (register, id)
);
create index on coverage_trace (enterprise);
create index on coverage_trace (id);

create table coverage_enterprise (
    id                text collate "C" primary key,
    region            text collate "C" not null,
    industry          text collate "C" not null,
    ownership         text collate "C" not null,
    above_scale_since date,
    above_scale_until date
);

-- Figures of one enterprise over months in which they stay the same; only months in which it stands on the roster. A
-- month of the whole province reads one row for each enterprise, whatever the number of activities.
create table coverage_run (
    enterprise              text collate "C" not null,
    from_month              text collate "C" not null,
    -- The first month for which they no longer hold.
    to_month                text collate "C" not null,
    region                  text collate "C" not null,
    industry                text collate "C" not null,
    ownership               text collate "C" not null,
    roster                  int not null,
    not_started             int not null,
    assigned                int not null,
    in_progress             int not null,
    active                  int not null,
    closed                  int not null,
    reopened                int not null,
    closed_this_month       int not null,
    new_activities          int not null,
    verified_activities     int not null,
    service_records         int not null,
    pairings                int not null,
    unassigned              int not null,
    government_open         int not null,
    government_dispatched   int not null,
    government_in_progress  int not null,
    government_resolved     int not null,
    government_confirmed    int not null,
    government_reopened     int not null,
    government_escalated    int not null,
    government_overdue      int not null,
    enterprise_open         int not null,
    enterprise_dispatched   int not null,
    enterprise_in_progress  int not null,
    enterprise_resolved     int not null,
    enterprise_confirmed    int not null,
    enterprise_reopened     int not null,
    enterprise_escalated    int not null,
    enterprise_overdue      int not null,
    primary key (enterprise, from_month)
);
create index on coverage_run (to_month, from_month);

-- Figures that reports have frozen: of a county, or of the divisions that a report above went without.
create table coverage_frozen (
    report text collate "C" not null,
    prefix text collate "C" not null,
    month  text collate "C" not null,
    primary key (report, prefix)
);

-- What was filed for a month after its figures had been frozen.
create table coverage_correction (
    seq           bigint not null,
    month         text collate "C" not null,
    enterprise    text collate "C" not null,
    region        text collate "C" not null,
    former_region text collate "C",
    register      text collate "C" not null,
    subject       text collate "C" not null,
    type          text collate "C" not null,
    recorded_at   timestamptz not null,
    before        jsonb,
    after         jsonb,
    primary key (seq, month, enterprise)
);
create index on coverage_correction (region, seq);

-- How far the journal has been read, and whether an operator asked to begin again from 0.
create table coverage_position (
    only_one   boolean primary key default true check (only_one),
    seq        bigint not null,
    rebuilt_at timestamptz,
    rebuild_requested_at timestamptz
);
insert into coverage_position (seq) values (0);

alter table coverage_run enable row level security;
alter table coverage_run force row level security;
create policy caller on coverage_run for select to innoledger_app
    using (region ^@ any ((select caller_regions())::text[]));
create policy system on coverage_run to innoledger_system using (true) with check (true);
alter table coverage_correction enable row level security;
alter table coverage_correction force row level security;
create policy caller on coverage_correction for select to innoledger_app
    using (region ^@ any ((select caller_regions())::text[]) or former_region ^@ any ((select caller_regions())::text[]));
create policy system on coverage_correction to innoledger_system using (true) with check (true);

grant select, insert, update, delete on coverage_trace, coverage_enterprise, coverage_run, coverage_frozen,
    coverage_correction to innoledger_system;
grant select, update on coverage_position to innoledger_system;
grant select on coverage_run, coverage_correction, coverage_position to innoledger_app;

-- What the records of these enterprises say now, whoever asks: a county's enterprise may be served by a group of its city.
-- The application role learns no more than a state from it.
create function coverage_traces(of_enterprises text[])
returns table (register text, id text, enterprise text, status text, kind text, from_day date, until_day date,
               decided date, reopened date, carrier text)
language sql stable security definer set search_path = public, pg_temp as $$
    select 'activity', id, enterprise, status, kind, started_on, ended_on, verified_on, null::date, null::text
    from activity where enterprise = any (of_enterprises) and withdrawn_at is null and status = 'VERIFIED'
    union all
    select 'assignment', id, enterprise, status, null, since, until, null, null, null
    from assignment where enterprise = any (of_enterprises) and withdrawn_at is null
    union all
    select 'service-record', id, enterprise, status, null, service_date, service_date, null, null, null
    from service_record where enterprise = any (of_enterprises) and withdrawn_at is null
    union all
    select 'close-out', id, enterprise, status, null, proposed_on, null, confirmed_on, reopened_on, activity
    from close_out where enterprise = any (of_enterprises) and withdrawn_at is null
$$;
revoke execute on function coverage_traces from public;
grant execute on function coverage_traces to innoledger_app;
grant create on schema public to innoledger_system;
alter function coverage_traces owner to innoledger_system;
revoke create on schema public from innoledger_system;
