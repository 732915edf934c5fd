-- Lists of experts 名单, DOMAIN 2. Those below read the lists of their city and province.
create table expert_list (
    name        text not null,
    kind        text collate "C" not null,
    keeper      text,
    document    text,
    external_id text collate "C"
);
call make_register('expert_list', below => 'true');

create index on expert_list (kind, id) where withdrawn_at is null;
create unique index expert_list_external_id on expert_list (region, external_id) where withdrawn_at is null;
comment on index expert_list_external_id is
    '同一区划内 externalId 已被另一份专家名单使用 / Another expert list of this region bears this externalId';
