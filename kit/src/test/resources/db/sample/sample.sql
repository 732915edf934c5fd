-- The small register that the kit is tested against, and the projection of its entries.
create table sample (
    name        text not null,
    kind        text collate "C" not null,
    industry    text collate "C",
    maker       text collate "C",
    grams       int check (grams >= 0),
    taken_on    date not null,
    kept_until  date,
    measured_on date,
    notes       jsonb,
    external_id text collate "C"
);
call make_register('sample');
call make_searchable('sample', 'name', 'external_id');

create index on sample (taken_on, id) where withdrawn_at is null;
create unique index sample_external_id on sample (external_id, region) where withdrawn_at is null;
comment on index sample_external_id is
    '同一区划内 externalId 已被另一样品使用 / Another sample of this region bears this externalId';

create table sample_weight (
    id    text collate "C" primary key,
    grams int not null check (grams >= 0)
);
grant select, insert, update, delete on sample_weight to innoledger_system;
insert into projection (name) values ('weights');
