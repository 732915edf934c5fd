-- Benefits 政策兑现, DOMAIN 1.5: what an enterprise has had of a policy.
create table benefit (
    enterprise  text collate "C" not null,
    policy      text collate "C" not null,
    kind        text collate "C" not null,
    year        int not null,
    amount_yuan bigint not null check (amount_yuan >= 0),
    granted_on  date,
    external_id text collate "C"
);
call make_register('benefit');

create index on benefit (enterprise) where withdrawn_at is null;
create index on benefit (policy, id) where withdrawn_at is null;
create index on benefit (year, kind, id) where withdrawn_at is null;
create unique index benefit_external_id on benefit (region, external_id) where withdrawn_at is null;
comment on index benefit_external_id is
    '同一区划内 externalId 已被另一兑现记录使用 / Another benefit of this region bears this externalId';
