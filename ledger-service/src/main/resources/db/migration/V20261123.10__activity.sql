-- Innovation activities 创新活动, DOMAIN 1.2: the ledger itself.
create table activity (
    enterprise     text collate "C" not null,
    kind           text collate "C" not null,
    title          text not null,
    field          text,
    started_on     date not null,
    ended_on       date,
    stage          text,
    budget_yuan    bigint check (budget_yuan >= 0),
    spent_yuan     bigint check (spent_yuan >= 0),
    partners       jsonb,
    key_technology text,
    challenge      text,
    evidence       jsonb,
    verified_on    date,
    external_id    text collate "C",
    check (ended_on >= started_on)
);
call make_register('activity');

create index on activity (enterprise, started_on) where withdrawn_at is null;
create index on activity (kind, id) where withdrawn_at is null;
create index on activity (status, id) where withdrawn_at is null;
create index on activity (started_on, id) where withdrawn_at is null;
create unique index activity_external_id on activity (region, external_id) where withdrawn_at is null;
comment on index activity_external_id is
    '同一区划内 externalId 已被另一创新活动使用 / Another activity of this region bears this externalId';
