-- How enterprises stand in the coverage campaign, from the events of ledger-service. Rows stay when an enterprise is
-- withdrawn, so that an event told again does not bring it back.
create table enterprise_state (
    id        text collate "C" primary key,
    region    text collate "C" not null,
    name      text,
    industry  text collate "C",
    status    text collate "C" not null,
    version   bigint not null,
    withdrawn boolean not null
);
create index on enterprise_state (region, id) where not withdrawn;

alter table enterprise_state enable row level security;
alter table enterprise_state force row level security;
create policy caller on enterprise_state to innoledger_app
    using (region ^@ any ((select caller_regions())::text[]))
    with check (region ^@ any ((select caller_regions())::text[]));
create policy system on enterprise_state for select to innoledger_system using (true);
grant select, insert, update on enterprise_state to innoledger_app;
grant select on enterprise_state to innoledger_system;

-- An enterprise with an activity 已开展 (confirmed, at the end: 销号).
create function enterprise_active(status text) returns boolean language sql immutable
    return status in ('ACTIVE', 'CLOSED');

-- The ledger has been followed before this table was there: from the beginning again. What was told already changes
-- nothing else.
update follow_position set next_offset = 0 where topic = 'innoledger.ledger.changes.v1';

-- Coaching records 辅导, DOMAIN 3: how platforms and alliances bring enterprises to an activity.
create table coaching_record (
    enterprise        text collate "C" not null,
    platform          text collate "C",
    alliance          text collate "C",
    coached_on        date not null,
    method            text collate "C" not null,
    content           text not null,
    problems          text,
    outcome           text,
    external_id       text collate "C",
    -- How the enterprise stood when the record was filed, or when it was first heard of after that.
    state_when_filed  text collate "C",
    constraint coaching_record_by_one check ((platform is null) <> (alliance is null))
);
call make_register('coaching_record');
comment on constraint coaching_record_by_one on coaching_record is
    '辅导方为平台或联盟之一 / Either a platform or an alliance coaches';

create index on coaching_record (enterprise) where withdrawn_at is null;
create index on coaching_record (platform) where platform is not null;
create index on coaching_record (alliance) where alliance is not null;
create index on coaching_record (coached_on, id) where withdrawn_at is null;
create unique index coaching_record_external_id on coaching_record (region, external_id) where withdrawn_at is null;
comment on index coaching_record_external_id is
    '同一区划内 externalId 已被另一辅导记录使用 / Another coaching record of this region bears this externalId';

create function coaching_begun() returns trigger language plpgsql as $$
begin
    new.state_when_filed := (select status from enterprise_state where id = new.enterprise and not withdrawn);
    return new;
end $$;

create trigger coaching_begun before insert on coaching_record
    for each row execute function coaching_begun();
create trigger coaching_turned before update on coaching_record
    for each row when (new.enterprise <> old.enterprise) execute function coaching_begun();

create function enterprise_met() returns trigger language plpgsql as $$
begin
    update coaching_record set state_when_filed = new.status
    where enterprise = new.id and state_when_filed is null;
    return null;
end $$;

create trigger enterprise_met after insert or update on enterprise_state
    for each row when (not new.withdrawn) execute function enterprise_met();
