-- Applications 平台申报, DOMAIN 3: who asks for which platform in which batch, and how far it has come.
create table platform_application (
    kind        text collate "C" not null,
    name        text not null,
    type        text collate "C" not null,
    level       text collate "C" not null check (level in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL')),
    field       text,
    subfield    text,
    host        text collate "C",
    host_name   text,
    platform    text collate "C",
    batch       text,
    document    text,
    steps       jsonb,
    external_id text collate "C",
    check (kind <> 'UPGRADE' or platform is not null)
);
call make_register('platform_application');

create index on platform_application (batch, id) where withdrawn_at is null;
create index on platform_application (status, id) where withdrawn_at is null;
create index on platform_application (level, id) where withdrawn_at is null;
create index on platform_application (platform) where withdrawn_at is null and platform is not null;
create index on platform_application (host) where host is not null;
create unique index platform_application_filed on platform_application (platform)
    where withdrawn_at is null and kind = 'NEW' and platform is not null;
comment on index platform_application_filed is
    '该平台已由另一项申报登记 / That platform was filed for another application';
create unique index platform_application_external_id on platform_application (region, external_id)
    where withdrawn_at is null;
comment on index platform_application_external_id is
    '同一区划内 externalId 已被另一项申报使用 / Another application of this region bears this externalId';
