-- One naming of days (docs/requests.md): a period is told by `since` and `until`, that of a member too.
create or replace function alliance_has(members jsonb, of_role text) returns boolean language sql immutable
    return exists (select from jsonb_array_elements(coalesce(members, '[]')) as m
                   where m ->> 'role' = of_role and m ->> 'until' is null);

-- Forced row-level security would hide every row from the table's owner.
alter table alliance no force row level security;
update alliance set members = (
    select jsonb_agg(jsonb_strip_nulls((m - 'joinedOn' - 'leftOn')
                                       || jsonb_build_object('since', m -> 'joinedOn', 'until', m -> 'leftOn')) order by n)
    from jsonb_array_elements(members) with ordinality as each (m, n))
where members <> '[]';
alter table alliance force row level security;
