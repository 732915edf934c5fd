-- Agreements with universities and institutes 合作协议, DOMAIN 2.
create table agreement (
    school      text not null,
    school_kind text collate "C" not null,
    local_side  text not null,
    kind        text collate "C" not null,
    signed_on   date,
    since       date not null,
    until       date,
    bases       jsonb,
    document    text,
    external_id text collate "C",
    check (until >= since)
);
call make_register('agreement');

create index on agreement (school, id) where withdrawn_at is null;
create index on agreement (since, until) where withdrawn_at is null;
create unique index agreement_external_id on agreement (region, external_id) where withdrawn_at is null;
comment on index agreement_external_id is
    '同一区划内 externalId 已被另一份合作协议使用 / Another agreement of this region bears this externalId';
