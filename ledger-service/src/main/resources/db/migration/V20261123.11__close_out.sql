-- Close-outs 销号, DOMAIN 1.1: the county proposes, the city confirms, with the activity that carries it.
create table close_out (
    enterprise     text collate "C" not null,
    year           int not null,
    activity       text collate "C" not null,
    proposed_on    date not null,
    note           text,
    confirmed_on   date,
    reopened_on    date,
    external_id    text collate "C",
    check (confirmed_on >= proposed_on),
    check (reopened_on >= confirmed_on)
);
call make_register('close_out');

create index on close_out (enterprise, year) where withdrawn_at is null;
create index on close_out (activity);
create index on close_out (status, id) where withdrawn_at is null;
create unique index close_out_open on close_out (enterprise, year)
    where withdrawn_at is null and status in ('PROPOSED', 'CONFIRMED');
comment on index close_out_open is
    '该企业本年度已有待确认或已确认的销号 / This enterprise has a close-out of this year that is proposed or confirmed';
create unique index close_out_external_id on close_out (region, external_id) where withdrawn_at is null;
comment on index close_out_external_id is
    '同一区划内 externalId 已被另一销号使用 / Another close-out of this region bears this externalId';
