-- What a register offers to the other features, which read no table but their own. The views see what their reader may see,
-- so regions hold.
create view known_activity with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, bytes, enterprise, kind, title, started_on, ended_on,
           verified_on
    from activity;
create view known_annual_figures with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, enterprise, year, revenue_yuan, rd_expense_yuan,
           rd_expense_in_china_yuan, rd_internal_spend_yuan, high_tech_income_yuan, staff, technology_staff,
           core_intellectual_properties, major_case
    from annual_figures;
create view known_assignment with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, enterprise, work_group, since, until
    from assignment;
create view known_close_out with (security_invoker = true) as
    select id, region, version, status, recorded_at, withdrawn_at, bytes, enterprise, year, activity, proposed_on,
           confirmed_on, reopened_on
    from close_out;
create view known_enterprise with (security_invoker = true) as
    select id, region, version, status, recorded_at, withdrawn_at, bytes, name, industry, ownership,
           above_scale_since, above_scale_until, revenue_yuan, staff, established_on
    from enterprise;
create view known_pairing with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, enterprise, kind, since, until
    from pairing;
create view known_policy with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, title
    from policy;
create view known_qualification with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, bytes, enterprise, kind, valid_from, valid_to
    from qualification;
create view known_service_record with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, enterprise, work_group, service_date
    from service_record;
create view known_work_group with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, since, until
    from work_group;
create view known_coverage_correction with (security_invoker = true) as
    select seq, month, enterprise, region, former_region, type, recorded_at, before, after
    from coverage_correction;
create view known_institution with (security_invoker = true) as
    select id, register, region, name, host, type, level, status, cluster, withdrawn
    from platform_reference;
grant select on known_activity, known_annual_figures, known_assignment, known_close_out, known_enterprise,
    known_pairing, known_policy, known_qualification, known_service_record, known_work_group,
    known_coverage_correction, known_institution
    to innoledger_app, innoledger_system;
-- Who rests on a record holds its row, which PostgreSQL lets only those do who may change a column.
grant update (id) on known_assignment, known_enterprise to innoledger_app;
