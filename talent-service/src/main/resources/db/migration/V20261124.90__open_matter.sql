-- What stands in the way of erasing a person: what the bureau still owes that person or the person the bureau, in whatever
-- region it is. The view belongs to the system role for that; who asks sees ids only of the own regions.
create view open_matter as
    select talent, 'talent-grant' as register, id, region, status from talent_grant
    where status in ('APPLIED', 'REVIEWED', 'APPROVED') and talent is not null and withdrawn_at is null
    union all
    select talent, 'service-case', id, region, status from service_case
    where status in ('OPEN', 'REOPENED', 'IN_PROGRESS', 'ALLOTTED') and withdrawn_at is null;
grant select on open_matter to innoledger_app;
grant create on schema public to innoledger_system;
alter view open_matter owner to innoledger_system;
revoke create on schema public from innoledger_system;
