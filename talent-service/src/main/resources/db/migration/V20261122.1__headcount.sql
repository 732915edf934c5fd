-- Headcount returns 人才队伍统计, DOMAIN 2: one for each enterprise and year.
create table headcount (
    enterprise              text collate "C" not null,
    year                    int not null,
    management              int not null check (management >= 0),
    technical               int not null check (technical >= 0),
    technical_in_management int not null check (technical_in_management >= 0),
    skilled                 int not null check (skilled >= 0),
    soe_group               text,
    external_id             text collate "C",
    check (technical_in_management <= least(management, technical))
);
call make_register('headcount');

create index on headcount (year, region) where withdrawn_at is null;
create index on headcount (soe_group, id) where withdrawn_at is null;
create unique index headcount_enterprise_year on headcount (enterprise, year) where withdrawn_at is null;
comment on index headcount_enterprise_year is
    '同一企业同一年度只能有一份人才队伍统计 / There is already a headcount return of this enterprise for this year';
create unique index headcount_external_id on headcount (region, external_id) where withdrawn_at is null;
comment on index headcount_external_id is
    '同一区划内 externalId 已被另一份人才队伍统计使用 / Another headcount return of this region bears this externalId';
