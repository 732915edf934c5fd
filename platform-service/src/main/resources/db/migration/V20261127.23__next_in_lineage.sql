-- The same as before, by what the platforms offer.
drop function next_in_lineage;
create function next_in_lineage(before text, without text[]) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    select each.platform
    from restructuring r cross join lateral jsonb_array_elements_text(r.successors) as each(platform)
    where r.predecessors @> to_jsonb(before) and r.withdrawn_at is null and r.status <> 'CANCELLED'
        and r.id <> all (without)
    union all
    select p.merged_into from known_platform p
    where p.id = before and p.merged_into is not null and p.withdrawn_at is null
$$;
revoke execute on function next_in_lineage from public;
grant execute on function next_in_lineage to innoledger_app;
grant create on schema public to innoledger_system;
alter function next_in_lineage owner to innoledger_system;
revoke create on schema public from innoledger_system;
