-- Assignments 对接分派, DOMAIN 1.3: which work group has which enterprise, and from when until when.
create table assignment (
    enterprise  text collate "C" not null,
    work_group  text collate "C" not null,
    since       date not null,
    until       date,
    external_id text collate "C",
    check (until >= since)
);
call make_register('assignment');

create index on assignment (enterprise, work_group, since) where withdrawn_at is null;
create index on assignment (work_group, id) where withdrawn_at is null;
create unique index assignment_external_id on assignment (region, external_id) where withdrawn_at is null;
comment on index assignment_external_id is
    '同一区划内 externalId 已被另一条对接分派使用 / Another assignment of this region bears this externalId';
alter table assignment add constraint assignment_once
    exclude using gist (enterprise with =, work_group with =, daterange(since, until, '[]') with &&)
    where (withdrawn_at is null);
comment on constraint assignment_once on assignment is
    '该企业在此期间已分派给同一工作组 / The enterprise is assigned to this work group already in that period';
