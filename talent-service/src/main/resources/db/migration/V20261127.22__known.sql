-- What a register offers to the other features, which read no table but their own. The views see what their reader may see,
-- so regions hold.
create view known_fund with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, name, document
    from fund;
create view known_headcount with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, enterprise, year, management, technical,
           technical_in_management, skilled
    from headcount;
create view known_residence with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, units
    from residence;
create view known_support_rule with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, fund, project_kind, grade, min_yuan, max_yuan, since, until,
           document
    from support_rule;
create view known_talent with (security_invoker = true) as
    select id, region, version, status, withdrawn_at, titles, degree
    from talent;
grant select on known_fund, known_headcount, known_residence, known_support_rule, known_talent
    to innoledger_app, innoledger_system;
-- Who rests on a record holds its row, which PostgreSQL lets only those do who may change a column.
grant update (id) on known_residence, known_support_rule, known_talent to innoledger_app;
