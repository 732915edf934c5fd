-- Plans by which enterprises let their people share in what they make 激励, DOMAIN 2.
create table incentive (
    enterprise  text collate "C" not null,
    kind        text collate "C" not null,
    plan        text not null,
    document    text,
    people      jsonb,
    headcount   int not null check (headcount > 0),
    amount_yuan bigint check (amount_yuan >= 0),
    since       date not null,
    until       date,
    external_id text collate "C",
    check (until >= since),
    check (headcount >= jsonb_array_length(people))
);
call make_register('incentive');

create index on incentive (enterprise, since) where withdrawn_at is null;
create index on incentive (kind, id) where withdrawn_at is null;
create unique index incentive_external_id on incentive (region, external_id) where withdrawn_at is null;
comment on index incentive_external_id is
    '同一区划内 externalId 已被另一项激励使用 / Another incentive of this region bears this externalId';
