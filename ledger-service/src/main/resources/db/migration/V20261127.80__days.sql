-- One naming of days (docs/requests.md): facts say which day it is, and what keeps an act of its own calls its day `on`.
alter table service_record rename column service_date to served_on;
alter view known_service_record rename column service_date to served_on;

drop function coverage_traces;
create function coverage_traces(of_enterprises text[])
returns table (register text, id text, enterprise text, status text, kind text, from_day date, until_day date,
               decided date, reopened date, carrier text)
language sql stable security definer set search_path = public, pg_temp as $$
    select 'activity', id, enterprise, status, kind, started_on, ended_on, verified_on, null::date, null::text
    from known_activity where enterprise = any (of_enterprises) and withdrawn_at is null and status = 'VERIFIED'
    union all
    select 'assignment', id, enterprise, status, null, since, until, null, null, null
    from known_assignment where enterprise = any (of_enterprises) and withdrawn_at is null
    union all
    select 'service-record', id, enterprise, status, null, served_on, served_on, null, null, null
    from known_service_record where enterprise = any (of_enterprises) and withdrawn_at is null
    union all
    select 'close-out', id, enterprise, status, null, proposed_on, null, confirmed_on, reopened_on, activity
    from known_close_out where enterprise = any (of_enterprises) and withdrawn_at is null
$$;
revoke execute on function coverage_traces from public;
grant execute on function coverage_traces to innoledger_app;
grant create on schema public to innoledger_system;
alter function coverage_traces owner to innoledger_system;
revoke create on schema public from innoledger_system;

-- Forced row-level security would hide every row from the tables' owner.
alter table innovative_product no force row level security;
update innovative_product set orders = (
    select jsonb_agg((o - 'orderedOn') || jsonb_build_object('on', o -> 'orderedOn') order by n)
    from jsonb_array_elements(orders) with ordinality as each (o, n))
where orders <> '[]';
alter table innovative_product force row level security;
