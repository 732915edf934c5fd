-- A platform is what applications, evaluations, tenancies and shared resources hang on.
create extension if not exists btree_gist;

drop view reference;
create view reference as
    select id, region, version from foreign_reference where region is not null
    union all
    select id, region, version from platform where withdrawn_at is null;
grant select on reference to innoledger_app;
grant create on schema public to innoledger_system;
alter view reference owner to innoledger_system;
revoke create on schema public from innoledger_system;
