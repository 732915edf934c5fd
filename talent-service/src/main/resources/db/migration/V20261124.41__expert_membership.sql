-- Who stands in which list, and when 入选, DOMAIN 2.
create table expert_membership (
    talent      text collate "C" not null,
    list        text collate "C" not null,
    since       date not null,
    until       date,
    reason      text,
    external_id text collate "C",
    check (until >= since)
);
call make_register('expert_membership');

-- A withdrawn membership has no period, so it is in nobody's way.
alter table expert_membership
    add column period daterange generated always as
        (case when withdrawn_at is null then daterange(since, until, '[]') end) stored,
    add constraint expert_membership_once unique (talent, list, period without overlaps);
comment on constraint expert_membership_once on expert_membership is
    '同一人才在同一名单中的期间不能重叠 / Nobody stands in one list twice at the same time';
create index on expert_membership (list, since, id) where withdrawn_at is null;
create unique index expert_membership_external_id on expert_membership (region, external_id) where withdrawn_at is null;
comment on index expert_membership_external_id is
    '同一区划内 externalId 已被另一条入选使用 / Another membership of this region bears this externalId';
