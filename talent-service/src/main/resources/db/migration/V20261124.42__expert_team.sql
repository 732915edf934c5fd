-- Expert teams 专家团队, DOMAIN 2. Those below read the teams of their city and province.
create table expert_team (
    name        text not null,
    industry    text collate "C" not null,
    field       text,
    leader      text collate "C",
    members     jsonb,
    enterprises jsonb,
    since       date,
    until       date,
    external_id text collate "C",
    check (until >= since),
    check (leader is null or members @> to_jsonb(leader))
);
call make_register('expert_team', below => 'true');

create index on expert_team (industry, id) where withdrawn_at is null;
create index on expert_team (leader) where leader is not null;
create unique index expert_team_external_id on expert_team (region, external_id) where withdrawn_at is null;
comment on index expert_team_external_id is
    '同一区划内 externalId 已被另一个专家团队使用 / Another expert team of this region bears this externalId';
