-- What stands in the way of erasing a person, in whatever region it is, told by each feature of its own records. The views
-- belong to the system role for that; who asks sees ids only of the own regions.
create view open_talent_grant as
    select talent, id, region, status from talent_grant
    where status in ('APPLIED', 'REVIEWED', 'APPROVED') and talent is not null and withdrawn_at is null;
create view open_service_case as
    select talent, id, region, status from service_case
    where status in ('OPEN', 'REOPENED', 'IN_PROGRESS', 'ALLOTTED') and withdrawn_at is null;
drop view open_matter;
grant select on open_talent_grant, open_service_case to innoledger_app;
grant create on schema public to innoledger_system;
alter view open_talent_grant owner to innoledger_system;
alter view open_service_case owner to innoledger_system;
revoke create on schema public from innoledger_system;
