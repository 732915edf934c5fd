-- The three roles of the suite, once per PostgreSQL cluster, run by whoever may create roles. Repeating it changes nothing.
-- Passwords are set apart from this file, by the launcher or by the cluster's operators.
do $$
begin
    -- Owns the tables and migrates them. FORCE row-level security binds it too, so it sees no rows of a register.
    if not exists (select from pg_roles where rolname = 'innoledger_owner') then
        create role innoledger_owner login;
    end if;
    -- Serves requests. It owns nothing, may bypass nothing, and can neither change nor delete a journal entry.
    if not exists (select from pg_roles where rolname = 'innoledger_app') then
        create role innoledger_app login;
    end if;
    -- Sequencer and relay: the only role that sees every region.
    if not exists (select from pg_roles where rolname = 'innoledger_system') then
        create role innoledger_system login;
    end if;
end
$$;
-- The owner hands the few functions that look past the regions to the system role, which takes membership;
-- without INHERIT it gains no sight of any row by it.
grant innoledger_system to innoledger_owner with inherit false, set true;
-- A service that runs beside others comes by roles of its own, with the rights of those two. Let each connect to its
-- service's database alone, so that what one service gives away opens nobody else's.
do $$
declare
    service text;
    part text;
begin
    foreach service in array array['ledger', 'talent', 'platform'] loop
        foreach part in array array['app', 'system'] loop
            if not exists (select from pg_roles where rolname = service || '_' || part) then
                execute format('create role %I login in role %I', service || '_' || part, 'innoledger_' || part);
            end if;
        end loop;
    end loop;
end
$$;
