-- Position and entries set aside are the kit's, the same for every projection.
insert into projection (name, seq, rebuilt_at, rebuild_requested_at)
select 'coverage', seq, rebuilt_at, rebuild_requested_at from coverage_position;
insert into projection_aside (projection, seq, reason, at) select 'coverage', seq, reason, at from coverage_aside;
drop table coverage_position;
drop table coverage_aside;
