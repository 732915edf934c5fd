-- Qualifications 资质, DOMAIN 1.1: what an enterprise has been recognised as, and for how long.
create table qualification (
    enterprise         text collate "C" not null,
    kind               text collate "C" not null,
    level              text collate "C" not null,
    valid_from         date not null,
    valid_to           date,
    certificate_number text,
    issuer             text,
    external_id        text collate "C",
    check (valid_to >= valid_from)
);
call make_register('qualification');

-- Both days belong to the period: a successor begins on the day after.
alter table qualification add constraint qualification_no_overlap exclude using gist
    (enterprise with =, kind with =, daterange(valid_from, valid_to, '[]') with &&) where (withdrawn_at is null);
comment on constraint qualification_no_overlap on qualification is
    '该企业在此期间已有同类资质，两项有效期不能重叠；请先修改原资质的 validTo / The enterprise holds this kind of qualification in part of the period already; two never overlap: change validTo of that one first';
create index on qualification (enterprise) where withdrawn_at is null;
create index on qualification (kind, id) where withdrawn_at is null;
create index on qualification (valid_to, id) where withdrawn_at is null;
create unique index qualification_external_id on qualification (region, external_id) where withdrawn_at is null;
comment on index qualification_external_id is
    '同一区划内 externalId 已被另一资质使用 / Another qualification of this region bears this externalId';
