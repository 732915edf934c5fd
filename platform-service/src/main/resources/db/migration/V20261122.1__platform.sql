-- Platforms 创新平台, DOMAIN 3: laboratories, centres and stations, and the incubators that are counted apart from them.
create table platform (
    name        text not null,
    type        text collate "C" not null,
    level       text collate "C" not null,
    field       text,
    subfield    text,
    host        text collate "C",
    host_name   text,
    co_builders jsonb,
    director    text,
    directions  jsonb,
    batch       text,
    approved_on date,
    opened_on   date,
    external_id text collate "C",
    check (opened_on >= approved_on)
);
call make_register('platform');

create index on platform (type, id) where withdrawn_at is null;
create index on platform (level, id) where withdrawn_at is null;
create index on platform (status, id) where withdrawn_at is null;
create index on platform (field, id) where withdrawn_at is null;
create index on platform (host) where host is not null;
create unique index platform_external_id on platform (region, external_id) where withdrawn_at is null;
comment on index platform_external_id is
    '同一区划内 externalId 已被另一平台使用 / Another platform of this region bears this externalId';
