-- Internships and vacancies 岗位, DOMAIN 2.
create table post (
    employer    text collate "C",
    institution text,
    kind        text collate "C" not null,
    title       text not null,
    field       text,
    offered     int not null check (offered > 0),
    filled      int not null default 0 check (filled >= 0),
    filled_on   date,
    since       date not null,
    until       date,
    external_id text collate "C",
    check (employer is not null or institution is not null),
    check (until >= since),
    constraint post_filled_within_offered check (filled <= offered)
);
call make_register('post');

comment on constraint post_filled_within_offered on post is
    '到岗数不能超过提供数 / No more can be taken up than are offered';
create index on post (employer, id) where withdrawn_at is null;
create index on post (kind, id) where withdrawn_at is null;
create unique index post_external_id on post (region, external_id) where withdrawn_at is null;
comment on index post_external_id is
    '同一区划内 externalId 已被另一岗位使用 / Another post of this region bears this externalId';
