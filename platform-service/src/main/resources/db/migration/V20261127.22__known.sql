-- What a register offers to the other features, which read no table but their own. The views see what their reader may see,
-- so regions hold.
create view known_alliance with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, name
    from alliance;
create view known_platform with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, name, type, level, subfield, host, approved_on, course,
           merged_into, replaced_by
    from platform;
create view known_restructuring with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, kind, title, document_number, decided_on, approved_on,
           predecessors, successors
    from restructuring;
create view known_shared_resource with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, platform, kind, since, until, offered_hours
    from shared_resource;
grant select on known_alliance, known_platform, known_restructuring, known_shared_resource
    to innoledger_app, innoledger_system;
-- Who rests on a record holds its row, which PostgreSQL lets only those do who may change a column.
grant update (id) on known_platform, known_shared_resource to innoledger_app;
