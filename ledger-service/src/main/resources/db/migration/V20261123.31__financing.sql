-- Financing 产融对接, DOMAIN 1.14: from the application for a loan, a stake or a listing to its end.
create table financing (
    enterprise  text collate "C" not null,
    kind        text collate "C" not null,
    institution text,
    board       text collate "C",
    amount_yuan bigint check (amount_yuan > 0),
    applied_on  date,
    granted_on  date,
    repaid_on   date,
    listed_on   date,
    refused_on  date,
    external_id text collate "C",
    check (granted_on >= applied_on),
    check (repaid_on >= granted_on),
    check (listed_on >= granted_on),
    check (refused_on >= applied_on)
);
call make_register('financing');

create index on financing (enterprise) where withdrawn_at is null;
create index on financing (status, id) where withdrawn_at is null;
create index on financing (kind, id) where withdrawn_at is null;
create index on financing (granted_on, id) where withdrawn_at is null;
create unique index financing_external_id on financing (region, external_id) where withdrawn_at is null;
comment on index financing_external_id is
    '同一区划内 externalId 已被另一笔融资使用 / Another financing of this region bears this externalId';
