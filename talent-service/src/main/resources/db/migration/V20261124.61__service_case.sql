-- Service cases 人才服务, DOMAIN 2 "Services": what a talent asks for, and what came of it and when.
create table service_case (
    talent       text collate "C" not null,
    kind         text collate "C" not null,
    request      text not null,
    opened_on    date not null,
    due_on       date,
    responsible  text,
    entitlement  text collate "C",
    completed_on date,
    outcome      text,
    residence    text collate "C",
    unit         text collate "C",
    allotted_on  date,
    vacated_on   date,
    external_id  text collate "C",
    check (due_on >= opened_on),
    check (completed_on >= opened_on),
    check (allotted_on >= opened_on),
    check (vacated_on >= allotted_on),
    check ((residence is null) = (allotted_on is null) and (unit is null) = (allotted_on is null)),
    check (allotted_on is null or kind = 'FLAT'),
    check (vacated_on is null or allotted_on is not null)
);
call make_register('service_case');

-- The day on which a flat is vacated is free for the next tenant; a stay that ended on the day it began took no time.
alter table service_case
    add column tenancy daterange generated always as (
        case when withdrawn_at is null and allotted_on is not null and (vacated_on is null or vacated_on > allotted_on)
             then daterange(allotted_on, vacated_on) end) stored,
    add constraint service_case_unit unique (residence, unit, tenancy without overlaps),
    add constraint service_case_flat unique (talent, tenancy without overlaps);
comment on constraint service_case_unit on service_case is
    '该房间在此期间已分配给他人 / That unit is let to somebody else in that time';
comment on constraint service_case_flat on service_case is
    '该人才在此期间已有人才公寓 / This talent has a flat in that time already';

create index on service_case (talent) where withdrawn_at is null;
create index on service_case (status, id) where withdrawn_at is null;
create index on service_case (kind, id) where withdrawn_at is null;
create index on service_case (opened_on, id) where withdrawn_at is null;
create index on service_case (due_on, id) where withdrawn_at is null;
create index on service_case (residence, id) where withdrawn_at is null;
create unique index service_case_external_id on service_case (region, external_id) where withdrawn_at is null;
comment on index service_case_external_id is
    '同一区划内 externalId 已被另一件人才服务使用 / Another service case of this region bears this externalId';

-- Keeps the running total of the residence that a flat is taken in or left.
create function service_case_occupies() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    before text;
    after  text;
begin
    if new.allotted_on is not null and new.vacated_on is null and new.withdrawn_at is null then
        after := new.residence;
    end if;
    if tg_op = 'UPDATE' and old.allotted_on is not null and old.vacated_on is null and old.withdrawn_at is null then
        before := old.residence;
    end if;
    if before is distinct from after then
        update residence_occupancy set occupied = occupied - 1 where residence = before;
        update residence_occupancy set occupied = occupied + 1 where residence = after;
        if after is not null and not found then
            raise exception 'there is no residence %', after
                using errcode = '23514', constraint = 'residence_occupancy_within';
        end if;
    end if;
    return null;
end $$;
create trigger service_case_occupies after insert or update on service_case
    for each row execute function service_case_occupies();

grant create on schema public to innoledger_system;
alter function service_case_occupies owner to innoledger_system;
revoke create on schema public from innoledger_system;
