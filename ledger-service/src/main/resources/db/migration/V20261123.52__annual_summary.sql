-- Annual summaries 年度总结 of cities and the province, DOMAIN 1.8.
create table annual_summary (
    year          int not null,
    text          text not null,
    open_problems text,
    measures      text,
    submitted_on  date,
    late          boolean,
    figures       jsonb,
    external_id   text collate "C",
    check ((submitted_on is null) = (late is null))
);
call make_register('annual_summary');

create index on annual_summary (year, status, id) where withdrawn_at is null;
create unique index annual_summary_once on annual_summary (region, year) where withdrawn_at is null;
comment on index annual_summary_once is
    '该区划该年度已有总结 / This division has a summary for this year already';
create unique index annual_summary_external_id on annual_summary (region, external_id) where withdrawn_at is null;
comment on index annual_summary_external_id is
    '同一区划内 externalId 已被另一总结使用 / Another summary of this region bears this externalId';
