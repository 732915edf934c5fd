-- Bulletins 简报, DOMAIN 1.7: published by the province for its cities and by cities for their counties, readable by all
-- of those.
create table bulletin (
    month                     text collate "C" not null,
    title                     text not null,
    number                    text,
    foreword                  text,
    report                    text collate "C" not null,
    position                  bigint not null,
    corrections_after         bigint not null,
    corrections_after_month   text collate "C" not null,
    figures                   jsonb not null,
    change_percentage_points  numeric,
    ranking                   jsonb,
    trend                     jsonb,
    late                      jsonb,
    close_outs                jsonb,
    corrections               jsonb,
    published_at              timestamptz,
    external_id               text collate "C"
);
call make_register('bulletin', below => 'status = ''PUBLISHED''');

create index on bulletin (month, region) where withdrawn_at is null;
create unique index bulletin_region_month on bulletin (region, month) where withdrawn_at is null;
comment on index bulletin_region_month is
    '该区划本月已有简报 / There is already a bulletin of this division for this month';
create unique index bulletin_external_id on bulletin (region, external_id) where withdrawn_at is null;
comment on index bulletin_external_id is
    '同一区划内 externalId 已被另一简报使用 / Another bulletin of this region bears this externalId';
