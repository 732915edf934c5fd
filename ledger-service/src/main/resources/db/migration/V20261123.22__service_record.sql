-- Service records 推进服务, DOMAIN 1.3: what a work group did for an enterprise on a day.
create table service_record (
    enterprise     text collate "C" not null,
    work_group     text collate "C" not null,
    method         text collate "C" not null,
    service_date   date not null,
    content        text not null,
    problems_found text,
    external_id    text collate "C"
);
call make_register('service_record');

create index on service_record (enterprise, work_group, service_date) where withdrawn_at is null;
create index on service_record (work_group, id) where withdrawn_at is null;
create index on service_record (service_date, id) where withdrawn_at is null;
create unique index service_record_external_id on service_record (region, external_id) where withdrawn_at is null;
comment on index service_record_external_id is
    '同一区划内 externalId 已被另一条推进服务记录使用 / Another service record of this region bears this externalId';
