-- Engagements 柔性引才, DOMAIN 2: who works where without belonging there, and from when to when.
create table engagement (
    talent      text collate "C" not null,
    host        text collate "C" not null,
    kind        text collate "C" not null,
    duties      text,
    since       date not null,
    until       date,
    paid_yuan   bigint check (paid_yuan >= 0),
    document    text,
    external_id text collate "C",
    check (until >= since)
);
call make_register('engagement');

alter table engagement
    add column period daterange generated always as (
        case when withdrawn_at is null then daterange(since, until, '[]') end) stored,
    add constraint engagement_period unique (talent, kind, host, period without overlaps);
comment on constraint engagement_period on engagement is
    '同一人才以同一方式在同一单位的聘期不能重叠 / Engagements of one talent, of one kind, with one host cannot overlap';

create index on engagement (talent) where withdrawn_at is null;
create index on engagement (host) where withdrawn_at is null;
create index on engagement (kind, id) where withdrawn_at is null;
create index on engagement (since, id) where withdrawn_at is null;
create index on engagement (until, id) where withdrawn_at is null;
create unique index engagement_external_id on engagement (region, external_id) where withdrawn_at is null;
comment on index engagement_external_id is
    '同一区划内 externalId 已被另一项柔性引才使用 / Another engagement of this region bears this externalId';
