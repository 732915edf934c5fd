-- Grants 人才资助, DOMAIN 2: applied for, reviewed, approved within a rule and a budget, paid in parts.

create function grant_payments_yuan(payments jsonb) returns numeric language sql immutable
    return (select coalesce(sum((p ->> 'amountYuan')::bigint), 0)
            from jsonb_array_elements(coalesce(payments, '[]')) as p);

create function grant_vouchers_once(payments jsonb) returns boolean language sql immutable
    return (select count(*) = count(distinct p ->> 'voucher')
            from jsonb_array_elements(coalesce(payments, '[]')) as p);

create table talent_grant (
    fund           text collate "C" not null,
    year           int not null,
    rule           text collate "C",
    talent         text collate "C",
    enterprise     text collate "C",
    platform       text collate "C",
    platform_name  text,
    title          text not null,
    requested_yuan bigint not null check (requested_yuan > 0),
    review         jsonb,
    approved_yuan  bigint check (approved_yuan > 0),
    approved_on    date,
    standard       jsonb,
    payments       jsonb,
    paid_yuan      bigint check (paid_yuan >= 0),
    refusal        jsonb,
    closing        jsonb,
    external_id    text collate "C",
    check (talent is not null or enterprise is not null or platform is not null),
    check ((approved_yuan is null) = (standard is null) and (approved_yuan is null) = (approved_on is null)
           and (approved_yuan is null) = (paid_yuan is null)),
    constraint talent_grant_in_range check (
        approved_yuan between coalesce((standard ->> 'minYuan')::bigint, 0) and (standard ->> 'maxYuan')::bigint),
    constraint talent_grant_not_overpaid check (paid_yuan <= approved_yuan),
    constraint talent_grant_paid_in_parts check (coalesce(paid_yuan, 0) = grant_payments_yuan(payments)),
    constraint talent_grant_voucher_once check (grant_vouchers_once(payments))
);
call make_register('talent_grant');

alter table talent_grant
    add check (status not in ('APPROVED', 'PAID', 'TERMINATED') or approved_yuan is not null),
    add check (status <> 'PAID' or paid_yuan = approved_yuan);
comment on constraint talent_grant_in_range on talent_grant is
    '批准金额不在资助标准的范围内 / The amount approved lies outside the range of the rule';
comment on constraint talent_grant_not_overpaid on talent_grant is
    '拨付合计超过批准金额 / More would be paid than was approved';
comment on constraint talent_grant_paid_in_parts on talent_grant is
    'paidYuan 应为各笔拨付之和 / paidYuan must be the sum of the payments';
comment on constraint talent_grant_voucher_once on talent_grant is
    '该凭证号在此项资助中已用过 / The voucher was used in this grant already';

create index on talent_grant (fund, year, id) where withdrawn_at is null;
create index on talent_grant (status, id) where withdrawn_at is null;
create index on talent_grant (talent) where withdrawn_at is null and talent is not null;
create index on talent_grant (enterprise) where withdrawn_at is null and enterprise is not null;
create unique index talent_grant_external_id on talent_grant (region, external_id) where withdrawn_at is null;
comment on index talent_grant_external_id is
    '同一区划内 externalId 已被另一资助使用 / Another grant of this region bears this externalId';

-- What a grant takes of its fund's budget: all that was approved, and once it is closed only what was paid.
create function grant_committed(g talent_grant) returns bigint language sql immutable
    return case
        when (g).withdrawn_at is not null then 0
        when (g).status in ('APPROVED', 'PAID') then (g).approved_yuan
        when (g).status = 'TERMINATED' then (g).paid_yuan
        else 0 end;

create function grant_counted() returns trigger language plpgsql as $$
declare
    committed bigint := grant_committed(new);
    paid      bigint := coalesce(new.paid_yuan, 0);
begin
    if tg_op = 'UPDATE' then
        if (new.fund, new.year) is distinct from (old.fund, old.year) and grant_committed(old) <> 0 then
            raise exception 'the grant % counts against its fund', new.id
                using errcode = '23514', constraint = 'talent_grant_fund_fixed';
        end if;
        committed := committed - grant_committed(old);
        paid := paid - coalesce(old.paid_yuan, 0);
    end if;
    if committed = 0 and paid = 0 then
        return null;
    end if;
    update fund_year set committed_yuan = committed_yuan + committed, paid_yuan = paid_yuan + paid
    where fund = new.fund and year = new.year;
    if not found then
        raise exception 'the fund % has no budget for %', new.fund, new.year
            using errcode = '23514', constraint = 'fund_year_budgeted';
    end if;
    return null;
end $$;

create trigger grant_counted after insert or update on talent_grant
    for each row execute function grant_counted();
