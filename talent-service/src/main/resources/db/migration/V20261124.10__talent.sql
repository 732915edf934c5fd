-- Talents 人才, DOMAIN 2, and the key by which they are found.
create extension if not exists btree_gist;

create table talent (
    -- The one encrypted column: the person's key under the master key, the data under the person's key, keyed hashes
    -- of citizen number and name, and the digest that the journal holds.
    personal    jsonb,
    teams       jsonb not null,
    track       text,
    field       text,
    titles      jsonb,
    degree      text,
    employer    text collate "C",
    institution text,
    high_end    boolean,
    grade       text,
    external_id text collate "C"
);
call make_register('talent');
alter table talent add check ((status = 'ACTIVE' and withdrawn_at is null) = (personal is not null));

-- Columns, since under row-level security an index on an expression does not serve: the operator of JSON is not leakproof.
alter table talent
    add column national_id_hash text collate "C" generated always as (personal ->> 'nationalIdHash') stored,
    add column name_hash text collate "C" generated always as (personal ->> 'nameHash') stored,
    add column master_key text collate "C" generated always as (personal ->> 'master') stored;
create unique index talent_national_id on talent (national_id_hash) where withdrawn_at is null;
comment on index talent_national_id is
    '该公民身份号码已登记 / This citizen number is on file already';
create index on talent (name_hash) where withdrawn_at is null;
create index on talent (master_key, id) where master_key is not null;
create index on talent (employer, id) where withdrawn_at is null;
create index on talent (field, id) where withdrawn_at is null;
create index on talent (grade, id) where withdrawn_at is null;
create unique index talent_external_id on talent (region, external_id) where withdrawn_at is null;
comment on index talent_external_id is
    '同一区划内 externalId 已被另一名人才使用 / Another talent of this region bears this externalId';

-- Keys of the service itself, wrapped by a master key: there is one, by which citizen numbers and names are hashed.
create table vault_key (
    name   text primary key,
    master text not null,
    key    text not null
);
grant select, insert, update on vault_key to innoledger_app;

-- A talent is what engagements, grants and service cases hang on; nothing new does once it has been erased.
drop view reference;
create view reference as
    select id, region, version from foreign_reference where region is not null
    union all
    select id, region, version from talent where withdrawn_at is null and status = 'ACTIVE';
grant select on reference to innoledger_app;
grant create on schema public to innoledger_system;
alter view reference owner to innoledger_system;
revoke create on schema public from innoledger_system;
