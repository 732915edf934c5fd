-- Monthly reports 月报, DOMAIN 1.6.
create table monthly_report (
    month              text collate "C" not null,
    progress           text,
    difficulties       text,
    next_steps         text,
    submissions        int,
    first_submitted_at timestamptz,
    submitted_at       timestamptz,
    late               boolean,
    transcribed        boolean,
    position           bigint,
    figures            jsonb,
    parts              jsonb,
    external_id        text collate "C"
);
call make_register('monthly_report');

create index on monthly_report (month, region) where withdrawn_at is null;
create index on monthly_report (status, id) where withdrawn_at is null;
create unique index monthly_report_region_month on monthly_report (region, month) where withdrawn_at is null;
comment on index monthly_report_region_month is
    '该区划本月已有月报 / There is already a report of this division for this month';
create unique index monthly_report_external_id on monthly_report (region, external_id) where withdrawn_at is null;
comment on index monthly_report_external_id is
    '同一区划内 externalId 已被另一月报使用 / Another report of this region bears this externalId';

-- Whether the province has closed a month: a county asks it, which does not see the province's report.
create function month_closed(of_month text, of_region text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from monthly_report
                   where month = of_month and region = left(of_region, 2) || '0000' and status = 'CLOSED')
$$;
revoke execute on function month_closed from public;
grant execute on function month_closed to innoledger_app;
grant create on schema public to innoledger_system;
alter function month_closed owner to innoledger_system;
revoke create on schema public from innoledger_system;
