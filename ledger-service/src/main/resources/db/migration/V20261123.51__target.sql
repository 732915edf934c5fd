-- Targets 目标考核, DOMAIN 1.8: what a region or a department is to reach in a year, by one of the plan's indicators.
create table target (
    department  text,
    year        int not null,
    indicator   text collate "C" not null,
    target      numeric(8, 2) not null check (target >= 0),
    floor       numeric(8, 2) check (floor >= 0 and floor < target),
    weight      int check (weight between 0 and 100),
    supervised  boolean not null,
    due_on      date,
    feedback    text,
    reported_on date,
    external_id text collate "C",
    check (supervised = (due_on is not null))
);
-- A county works by what its city and its province are to reach.
call make_register('target', below => 'true');

create index on target (year, indicator, id) where withdrawn_at is null;
create index on target (status, due_on, id) where withdrawn_at is null;
create unique index target_once on target (region, department, year, indicator) nulls not distinct where withdrawn_at is null;
comment on index target_once is
    '该区划（部门）该年度该指标已有目标 / This division or department has a target for this indicator and year already';
create unique index target_external_id on target (region, external_id) where withdrawn_at is null;
comment on index target_external_id is
    '同一区划内 externalId 已被另一目标使用 / Another target of this region bears this externalId';
