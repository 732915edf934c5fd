-- Alliances 产业联盟 count against the clusters, consortia 创新联合体 do not. `type` holds the kind of an alliance. There were no
-- alliances before platform-service had them, so nothing has to be told again.
-- The view is the system role's.
grant create on schema public to innoledger_system;
set local role innoledger_system;
create or replace view counted_alliance as
select id, region, name, cluster
from (select distinct on (left(region, 2), cluster) id, region, name, cluster
      from platform_reference
      where register = 'alliance' and cluster is not null and not withdrawn and status in ('ACTIVE', 'OPERATING')
        and type is distinct from 'CONSORTIUM'
      order by left(region, 2), cluster, id) first
where region ^@ any ((select caller_regions())::text[]);
reset role;
revoke create on schema public from innoledger_system;
