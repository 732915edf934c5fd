-- What expert teams did for enterprises 指导记录, DOMAIN 2.
create table guidance_record (
    enterprise  text collate "C" not null,
    team        text collate "C" not null,
    guided_on   date not null,
    method      text collate "C" not null,
    content     text not null,
    experts     jsonb,
    problems    text,
    result      text,
    external_id text collate "C"
);
call make_register('guidance_record');

create index on guidance_record (enterprise, guided_on) where withdrawn_at is null;
create index on guidance_record (team, guided_on) where withdrawn_at is null;
create index on guidance_record (guided_on, id) where withdrawn_at is null;
create unique index guidance_record_external_id on guidance_record (region, external_id) where withdrawn_at is null;
comment on index guidance_record_external_id is
    '同一区划内 externalId 已被另一条指导记录使用 / Another guidance record of this region bears this externalId';
