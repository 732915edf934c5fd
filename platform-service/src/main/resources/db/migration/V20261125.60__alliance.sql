-- Alliances 产业联盟 and consortia 创新联合体, DOMAIN 3. Those below read those above them: a county's enterprises are coached by
-- the alliances of its city and its province.
create table alliance (
    kind            text collate "C" not null,
    name            text not null,
    cluster         text collate "C" not null,
    members         jsonb,
    committee       jsonb,
    founded_on      date,
    activated_on    date,
    dissolved_on    date,
    document_number text,
    external_id     text collate "C",
    check (activated_on >= founded_on),
    check (dissolved_on >= greatest(founded_on, activated_on))
);
call make_register('alliance', below => 'true');

create function alliance_has(members jsonb, of_role text) returns boolean language sql immutable
    return exists (select from jsonb_array_elements(coalesce(members, '[]')) as m
                   where m ->> 'role' = of_role and m ->> 'leftOn' is null);

alter table alliance
    add check ((status = 'PREPARING') = (activated_on is null and dissolved_on is null)),
    add check ((status = 'DISSOLVED') = (dissolved_on is not null)),
    add constraint alliance_active check (
        status <> 'ACTIVE' or committee is not null and alliance_has(members, 'LEAD')
        and alliance_has(members, 'RESEARCH') and alliance_has(members, 'SUPPORTING'));
comment on constraint alliance_active on alliance is
    '运行中的联盟须有龙头企业、研发机构、配套企业成员与专家委员会 / An active alliance has a LEAD, a RESEARCH and a SUPPORTING member and a committee';

create index on alliance (cluster, id) where withdrawn_at is null;
create index on alliance (status, id) where withdrawn_at is null;
create unique index alliance_external_id on alliance (region, external_id) where withdrawn_at is null;
comment on index alliance_external_id is
    '同一区划内 externalId 已被另一联盟使用 / Another alliance of this region bears this externalId';
