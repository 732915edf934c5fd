-- Problems 问题清单, DOMAIN 1.4: what stands in an enterprise's way, with whom it lies and until when.
create table problem (
    enterprise        text collate "C" not null,
    source            text collate "C" not null,
    service_record    text collate "C",
    title             text not null,
    description       text,
    problem_class     text collate "C" not null,
    responsible_level text collate "C",
    responsible_body  text,
    raised_on         date not null,
    due_on            date,
    steps             jsonb,
    solution          text,
    external_id       text collate "C",
    check (due_on >= raised_on)
);
call make_register('problem');

create index on problem (enterprise) where withdrawn_at is null;
create index on problem (status, id) where withdrawn_at is null;
create index on problem (problem_class, id) where withdrawn_at is null;
create index on problem (responsible_body, id) where withdrawn_at is null;
create index on problem (raised_on, id) where withdrawn_at is null;
-- What may be overdue: whether it is, is a question of the day and stands nowhere.
create index on problem (due_on, id) where withdrawn_at is null and status not in ('RESOLVED', 'CONFIRMED');
create unique index problem_external_id on problem (region, external_id) where withdrawn_at is null;
comment on index problem_external_id is
    '同一区划内 externalId 已被另一问题使用 / Another problem of this region bears this externalId';
