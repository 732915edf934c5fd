-- Evaluations 平台评估, DOMAIN 3: how a platform has done in a period, and what follows.
create table platform_evaluation (
    platform        text collate "C" not null,
    since           date not null,
    until           date not null,
    indicators      jsonb,
    score           numeric(5, 2) check (score between 0 and 100),
    grade           text collate "C" not null,
    consequence     text collate "C" not null,
    due_on          date,
    document_number text,
    published_on    date,
    external_id     text collate "C",
    check (until >= since),
    check ((consequence = 'RECTIFY') = (due_on is not null))
);
call make_register('platform_evaluation');

-- A draft is in nobody's way.
alter table platform_evaluation
    add check ((status = 'PUBLISHED') = (published_on is not null)),
    add column period daterange generated always as (
        case when withdrawn_at is null and status = 'PUBLISHED' then daterange(since, until, '[]') end) stored,
    add constraint platform_evaluation_once unique (platform, period without overlaps);
comment on constraint platform_evaluation_once on platform_evaluation is
    '一个平台在同一期间只公布一次评估 / A platform has one published evaluation for each period';

create index on platform_evaluation (platform, id) where withdrawn_at is null;
create index on platform_evaluation (status, id) where withdrawn_at is null;
create index on platform_evaluation (grade, id) where withdrawn_at is null;
create index on platform_evaluation (consequence, region) where withdrawn_at is null and status = 'PUBLISHED';
create unique index platform_evaluation_external_id on platform_evaluation (region, external_id)
    where withdrawn_at is null;
comment on index platform_evaluation_external_id is
    '同一区划内 externalId 已被另一项评估使用 / Another evaluation of this region bears this externalId';
