-- Restructuring 优化重组, DOMAIN 3: one act over platforms that end and platforms that take their place.
create table restructuring (
    kind            text collate "C" not null,
    title           text not null,
    document_number text not null,
    decided_on      date not null,
    cut_off         date not null,
    predecessors    jsonb,
    successors      jsonb,
    reason          text,
    approved_on     date,
    closed_on       date,
    external_id     text collate "C",
    check (cut_off >= decided_on),
    check (approved_on <= cut_off),
    check (closed_on between approved_on and cut_off)
);
-- An act is a public document: whoever stands below its region reads it.
call make_register('restructuring', below => 'true');

create index on restructuring using gin (predecessors jsonb_path_ops) where withdrawn_at is null;
create index on restructuring using gin (successors jsonb_path_ops) where withdrawn_at is null;
create index on restructuring (status, id) where withdrawn_at is null;
create index on restructuring (kind, id) where withdrawn_at is null;
create index on restructuring (decided_on, id) where withdrawn_at is null;
create index on restructuring (cut_off, id) where status = 'APPROVED' and withdrawn_at is null;
create unique index restructuring_external_id on restructuring (region, external_id) where withdrawn_at is null;
comment on index restructuring_external_id is
    '同一区划内 externalId 已被另一优化重组使用 / Another restructuring of this region bears this externalId';
