-- What lists are filtered and sorted by, as the facts records say with @Indexed: each in the order of the list, and in place
-- of what it contains.
create index on coaching_record (enterprise, id) where withdrawn_at is null;
drop index coaching_record_enterprise_idx;
create index on coaching_record (platform, id) where withdrawn_at is null;
create index on coaching_record (alliance, id) where withdrawn_at is null;
create index on platform (name, id) where withdrawn_at is null;
create index on platform (subfield, id) where withdrawn_at is null and subfield is not null;
create index on platform (host, id) where withdrawn_at is null and host is not null;
create index on platform (host_name, id) where withdrawn_at is null and host_name is not null;
create index on platform (director_talent, id) where withdrawn_at is null and director_talent is not null;
create index on platform (batch, id) where withdrawn_at is null;
create index on platform (cultivated_on, id) where withdrawn_at is null and cultivated_on is not null;
create index on platform (approved_on, id) where withdrawn_at is null;
create index on platform (opened_on, id) where withdrawn_at is null;
create index on platform (merged_into, id) where withdrawn_at is null and merged_into is not null;
create index on platform (replaced_by, id) where withdrawn_at is null and replaced_by is not null;
create index on platform (replaced_until, id) where withdrawn_at is null and replaced_until is not null;
create index on platform (yielding, id) where withdrawn_at is null and yielding is not null;
create index on platform_application (host, id) where withdrawn_at is null;
create index on platform_application (platform, id) where withdrawn_at is null;
drop index platform_application_platform_idx;
create index on resource_booking (enterprise, id) where withdrawn_at is null;
drop index resource_booking_enterprise_idx;
create index on premises (platform, id) where withdrawn_at is null;
create index on tenancy (enterprise, id) where withdrawn_at is null;
drop index tenancy_enterprise_idx;
