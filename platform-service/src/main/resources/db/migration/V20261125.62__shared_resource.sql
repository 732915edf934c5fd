-- Shared resources 开放共享, DOMAIN 3: instruments and services of platforms, with the hours that they offer each year.
create table shared_resource (
    platform            text collate "C" not null,
    kind                text collate "C" not null,
    name                text not null,
    model               text,
    original_value_yuan bigint check (original_value_yuan >= 0),
    offered_hours       jsonb,
    fee_yuan_per_hour   numeric check (fee_yuan_per_hour >= 0),
    since               date,
    until               date,
    external_id         text collate "C",
    check (until >= since)
);
call make_register('shared_resource');

create index on shared_resource (platform, id) where withdrawn_at is null;
create index on shared_resource (kind, id) where withdrawn_at is null;
create unique index shared_resource_external_id on shared_resource (region, external_id) where withdrawn_at is null;
comment on index shared_resource_external_id is
    '同一区划内 externalId 已被另一共享资源使用 / Another shared resource of this region bears this externalId';

create function offered_hours_in(offered_hours jsonb, of_year int) returns bigint language sql immutable
    return (select coalesce(sum((o ->> 'hours')::bigint), 0)
            from jsonb_array_elements(coalesce(offered_hours, '[]')) as o where (o ->> 'year')::int = of_year);

-- Bookings hang on a resource, so it can be referred to beside whatever could be before. The view keeps its owner, who
-- sees every region.
grant create on schema public to innoledger_system;
do $$ begin
    set local role innoledger_system;
    execute 'create or replace view reference as ' || rtrim(pg_get_viewdef('reference'::regclass), ';')
        || ' union all select id, region, version from shared_resource where withdrawn_at is null';
    reset role;
end $$;
revoke create on schema public from innoledger_system;
