-- What other services' events tell of their records stands in a table of its own, so that a service can make
-- `reference` a view over it and over registers of its own.
do $$ begin
    if (select relkind from pg_class where oid = 'reference'::regclass) = 'r' then
        alter table reference rename to foreign_reference;
        create view reference as select id, region, version from foreign_reference where region is not null;
        grant select on reference to innoledger_app;
    else
        create table foreign_reference (
            id      text collate "C" primary key,
            region  text collate "C",
            version bigint not null
        );
        grant select, insert, update, delete on foreign_reference to innoledger_app;
    end if;
end $$;
grant select on foreign_reference to innoledger_system;
