-- Support rules 资助标准, DOMAIN 2: how much a fund gives, by kind of project and grade of talent.
create table support_rule (
    fund         text collate "C" not null,
    project_kind text collate "C" not null,
    grade        text collate "C" not null,
    min_yuan     bigint check (min_yuan >= 0),
    max_yuan     bigint not null check (max_yuan > 0),
    since        date not null,
    until        date,
    document     text,
    external_id  text collate "C",
    check (min_yuan <= max_yuan),
    check (until >= since)
);
call make_register('support_rule', below => 'true');

create index on support_rule (fund, id) where withdrawn_at is null;
create unique index support_rule_external_id on support_rule (region, external_id) where withdrawn_at is null;
comment on index support_rule_external_id is
    '同一区划内 externalId 已被另一标准使用 / Another rule of this region bears this externalId';

-- A withdrawn rule has no period, and so is in nobody's way.
alter table support_rule
    add column period daterange generated always as
        (case when withdrawn_at is null then daterange(since, until, '[]') end) stored,
    add constraint support_rule_once unique (fund, project_kind, grade, period without overlaps);
comment on constraint support_rule_once on support_rule is
    '该资金同类型、同层次的标准在此期间已有一项 / The fund has a rule for this kind and grade in that period already';
