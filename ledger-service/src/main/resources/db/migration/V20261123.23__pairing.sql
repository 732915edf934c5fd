-- Pairings 帮扶对接, DOMAIN 1.3: which department, locality or enterprise helps an enterprise that has not begun yet.
create table pairing (
    enterprise  text collate "C" not null,
    kind        text collate "C" not null,
    mentor      text collate "C",
    department  text,
    since       date not null,
    until       date,
    goal        text,
    result      text,
    external_id text collate "C",
    check (until >= since),
    check ((kind = 'ENTERPRISE') = (mentor is not null)),
    check (mentor <> enterprise)
);
call make_register('pairing');

create index on pairing (enterprise, since) where withdrawn_at is null;
create index on pairing (mentor, id) where mentor is not null;
create unique index pairing_external_id on pairing (region, external_id) where withdrawn_at is null;
comment on index pairing_external_id is
    '同一区划内 externalId 已被另一条帮扶对接使用 / Another pairing of this region bears this externalId';
-- A mentor has many mentees, a mentee one mentor at a time; departments and localities may help besides.
alter table pairing add constraint pairing_one_mentor
    exclude using gist (enterprise with =, daterange(since, until, '[]') with &&)
    where (kind = 'ENTERPRISE' and withdrawn_at is null);
comment on constraint pairing_one_mentor on pairing is
    '该企业在此期间已有帮扶企业，先结束原对接 / The enterprise has a mentor already in that period; end that pairing first';
