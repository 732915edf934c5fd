-- Records of a register that wait for one of these. Row-level security would keep the index of `unresolved` from serving,
-- since the operator of arrays is not leakproof; so the system role looks, and the caller still sees only its own regions:
-- the ids are looked up again by whoever asks.
create function waiting(of_register text, ids text[]) returns setof text
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return query execute format(
        'select id from %I where withdrawn_at is null and unresolved <> ''{}'' and unresolved && $1 limit 20000', of_register)
    using ids;
end $$;
revoke execute on function waiting from public;
grant execute on function waiting to innoledger_app;
grant create on schema public to innoledger_system;
alter function waiting owner to innoledger_system;
revoke create on schema public from innoledger_system;
