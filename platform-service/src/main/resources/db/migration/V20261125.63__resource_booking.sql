-- Bookings 预约 of shared resources.
create table resource_booking (
    resource    text collate "C" not null,
    enterprise  text collate "C",
    unit_name   text,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    purpose     text,
    hours_used  numeric check (hours_used >= 0),
    external_id text collate "C",
    check (ends_at > starts_at),
    check (enterprise is not null or unit_name is not null)
);
call make_register('resource_booking');

-- What is cancelled or withdrawn has no period, and so is in nobody's way.
alter table resource_booking
    add check ((status = 'COMPLETED') = (hours_used is not null)),
    add column period tstzrange generated always as
        (case when withdrawn_at is null and status <> 'CANCELLED' then tstzrange(starts_at, ends_at) end) stored,
    add constraint resource_booking_once unique (resource, period without overlaps);
comment on constraint resource_booking_once on resource_booking is
    '该资源在此时段已被预约 / The resource is booked in that time already';

create index on resource_booking (resource, starts_at) where withdrawn_at is null;
create index on resource_booking (enterprise) where withdrawn_at is null and enterprise is not null;
create index on resource_booking (status, id) where withdrawn_at is null;
create unique index resource_booking_external_id on resource_booking (region, external_id) where withdrawn_at is null;
comment on index resource_booking_external_id is
    '同一区划内 externalId 已被另一预约使用 / Another booking of this region bears this externalId';
