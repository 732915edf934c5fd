-- Work groups 工作组, DOMAIN 1.3: who serves enterprises that have not begun yet. Those below read the groups above them,
-- since a county hands its enterprises to the groups of its city.
create table work_group (
    name        text not null,
    field       text,
    leader      text not null,
    leader_post text collate "C" not null,
    members     jsonb not null,
    since       date not null,
    until       date,
    external_id text collate "C",
    check (until >= since)
);
call make_register('work_group', below => 'true');

create unique index work_group_external_id on work_group (region, external_id) where withdrawn_at is null;
comment on index work_group_external_id is
    '同一区划内 externalId 已被另一工作组使用 / Another work group of this region bears this externalId';
