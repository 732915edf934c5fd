-- The course of a platform: each change of state or level with its day, so that any past date can be counted.
alter table platform add column course jsonb;
alter table platform add column cultivated_on date;
alter table platform add column merged_into text collate "C";
alter table platform add column replaced_by text collate "C";
alter table platform add column replaced_until date;
alter table platform add column yielding boolean;
alter table platform add check (approved_on >= cultivated_on);
alter table platform add check (opened_on >= cultivated_on);

-- A director is named by the id in the talent register; names of persons are not kept here.
alter table platform drop column director;
alter table platform add column director_talent text collate "C";

-- What is on file gets the steps that its dates and its state tell. Where an end bears no day, it is the one on which
-- the ledger learnt of it. Forced row-level security would hide every row from the tables' owner.
alter table platform no force row level security;
update platform set course = coalesce(
    (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('on', step.day, 'status', step.status, 'level', level))
                      order by step.n)
     from (values (1, null, 'CULTIVATING', approved_on is null and opened_on is null),
                  (2, approved_on, 'APPROVED', approved_on is not null),
                  (3, opened_on, 'OPERATING', opened_on is not null),
                  (4, (recorded_at at time zone 'Asia/Shanghai')::date, status,
                      status in ('UPGRADED', 'MERGED', 'REVOKED'))) as step(n, day, status, there)
     where step.there), '[]');
alter table platform force row level security;

create index on platform (merged_into) where merged_into is not null;

-- Subfields are the same however they are spaced, and in whichever width they are written.
create function subfield_key(subfield text) returns text language sql immutable
    return lower(regexp_replace(normalize(subfield, NFKC), '[\s\u200B-\u200F\u2060\uFEFF]', '', 'g'));

-- One provincial key laboratory per subfield 每个细分领域只建设 1 个省级重点实验室. The one exception is the interim of a
-- restructuring: who has yielded its subfield to its successor is gone by the act's cut-off.
create unique index platform_one_per_subfield on platform (left(region, 2), subfield_key(subfield))
    where type = 'KEY_LABORATORY' and level = 'PROVINCIAL' and status in ('APPROVED', 'OPERATING')
        and withdrawn_at is null and yielding is not true;
comment on index platform_one_per_subfield is
    '该细分领域已有一个省级重点实验室 / This subfield has a provincial key laboratory already';
