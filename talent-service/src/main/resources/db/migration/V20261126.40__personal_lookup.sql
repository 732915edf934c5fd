-- Who looked for a person by citizen number or name, DOMAIN 4.8: what was found, and nothing of what was looked for.
create table personal_lookup (
    looked_up_by text not null,
    key          text not null,
    occasion     text not null,
    found        int not null check (found between 0 and 50),
    talents      jsonb
);
call make_register('personal_lookup');
create index on personal_lookup (looked_up_by, key, recorded_at);

-- When a client last looked up, the latest first: what its limits are counted by. It counts in every region, since a
-- client with another token is the same client, and tells nothing but times.
create function recent_lookups(client text, by_key text, of_occasions text[], since timestamptz, most int)
returns setof timestamptz
language sql stable security definer set search_path = public, pg_temp as $$
    select recorded_at from personal_lookup
    where looked_up_by = client and key = by_key and occasion = any (of_occasions) and recorded_at > since
    order by recorded_at desc limit most
$$;
revoke execute on function recent_lookups from public;
grant execute on function recent_lookups to innoledger_app;
grant create on schema public to innoledger_system;
alter function recent_lookups owner to innoledger_system;
revoke create on schema public from innoledger_system;
