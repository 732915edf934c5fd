-- What lists are filtered and sorted by, as the facts records say with @Indexed: each in the order of the list, and in place
-- of what it contains.
create index on engagement (talent, id) where withdrawn_at is null;
drop index engagement_talent_idx;
create index on engagement (host, id) where withdrawn_at is null;
drop index engagement_host_idx;
create index on expert_team (leader, id) where withdrawn_at is null;
create index on service_case (talent, id) where withdrawn_at is null;
drop index service_case_talent_idx;
create index on talent (track, id) where withdrawn_at is null;
create index on talent (degree, id) where withdrawn_at is null;
create index on talent (institution, id) where withdrawn_at is null;
create index on talent (high_end, id) where withdrawn_at is null;
create index on talent_grant (talent, id) where withdrawn_at is null;
drop index talent_grant_talent_idx;
create index on talent_grant (enterprise, id) where withdrawn_at is null;
drop index talent_grant_enterprise_idx;
