-- Enterprises 企业, DOMAIN 1.1: the roster of the coverage campaign.
create table enterprise (
    name                 text not null,
    industry             text collate "C" not null,
    ownership            text collate "C" not null,
    parent               text collate "C",
    competent_department text,
    above_scale_since    date,
    above_scale_until    date,
    revenue_yuan         bigint check (revenue_yuan >= 0),
    staff                int check (staff >= 0),
    soe_group            text,
    external_id          text collate "C",
    check (above_scale_until >= above_scale_since)
);
call make_register('enterprise');

create index on enterprise (industry, id) where withdrawn_at is null;
create index on enterprise (status, id) where withdrawn_at is null;
create index on enterprise (ownership, id) where withdrawn_at is null;
create index on enterprise (parent) where parent is not null;
create unique index enterprise_external_id on enterprise (region, external_id) where withdrawn_at is null;
comment on index enterprise_external_id is
    '同一区划内 externalId 已被另一企业使用 / Another enterprise of this region bears this externalId';

-- In this service the enterprises themselves are what records refer to. The view belongs to the system role, since
-- whose enterprise it is decides the region of a record before the caller's regions are looked at.
drop table reference;
create view reference as select id, region, version from enterprise where withdrawn_at is null;
grant select on reference to innoledger_app;
grant create on schema public to innoledger_system;
alter view reference owner to innoledger_system;
revoke create on schema public from innoledger_system;
