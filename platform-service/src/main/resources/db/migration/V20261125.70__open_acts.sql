-- The acts that name one of these platforms and are not over, in whatever region they were decided: under row-level
-- security an office would not see the act of its neighbour that names a platform which has moved. The system role looks;
-- whoever asks tells the id only where the act can be read.
create function open_acts(ids text[])
returns table (platform text, id text, region text, status text, approved_on date, side text, title text)
language sql stable security definer set search_path = public, pg_temp as $$
    select asked.id, r.id, r.region, r.status, r.approved_on, 'PREDECESSOR', r.title
    from unnest(ids) as asked(id) join restructuring r on r.predecessors @> to_jsonb(asked.id)
    where r.withdrawn_at is null and r.status in ('PLANNED', 'APPROVED')
    union all
    select asked.id, r.id, r.region, r.status, r.approved_on, 'SUCCESSOR', r.title
    from unnest(ids) as asked(id) join restructuring r on r.successors @> to_jsonb(asked.id)
    where r.withdrawn_at is null and r.status in ('PLANNED', 'APPROVED')
    limit 20000
$$;
revoke execute on function open_acts from public;
grant execute on function open_acts to innoledger_app;

-- What has come of a platform or is to come of it, one step on: its successors by the acts on file but these, and the
-- platform that it was merged into. In every region, since a circle does not end at a border.
create function next_in_lineage(before text, without text[]) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    select each.platform
    from restructuring r cross join lateral jsonb_array_elements_text(r.successors) as each(platform)
    where r.predecessors @> to_jsonb(before) and r.withdrawn_at is null and r.status <> 'CANCELLED'
        and r.id <> all (without)
    union all
    select p.merged_into from platform p
    where p.id = before and p.merged_into is not null and p.withdrawn_at is null
$$;
revoke execute on function next_in_lineage from public;
grant execute on function next_in_lineage to innoledger_app;

grant create on schema public to innoledger_system;
alter function open_acts owner to innoledger_system;
alter function next_in_lineage owner to innoledger_system;
revoke create on schema public from innoledger_system;
