-- Innovative products 创新产品和服务, DOMAIN 1.14: first sets, batches and versions, and the procurement directory.
create table innovative_product (
    enterprise  text collate "C" not null,
    name        text not null,
    kind        text collate "C" not null,
    number      text,
    valid_from  date not null,
    valid_to    date,
    orders      jsonb,
    external_id text collate "C",
    check (valid_to >= valid_from)
);
call make_register('innovative_product');

alter table innovative_product add constraint innovative_product_period exclude using gist
    (enterprise with =, kind with =, name with =, daterange(valid_from, valid_to, '[]') with &&)
    where (withdrawn_at is null);
comment on constraint innovative_product_period on innovative_product is
    '该企业同名同类产品在此期间已在目录内，请先核对其有效期 / This product of the enterprise is in the directory for part of that period already; look at the period on file first';

create index on innovative_product (enterprise) where withdrawn_at is null;
create index on innovative_product (kind, id) where withdrawn_at is null;
create index on innovative_product (valid_to, id) where withdrawn_at is null;
create unique index innovative_product_external_id on innovative_product (region, external_id)
    where withdrawn_at is null;
comment on index innovative_product_external_id is
    '同一区划内 externalId 已被另一产品使用 / Another product of this region bears this externalId';
