-- Funds 人才资金, DOMAIN 2: what is set aside for talents, year by year.
create table fund (
    name        text not null,
    keeper      text not null,
    budgets     jsonb,
    document    text,
    external_id text collate "C"
);
call make_register('fund', below => 'true');

create unique index fund_external_id on fund (region, external_id) where withdrawn_at is null;
comment on index fund_external_id is
    '同一区划内 externalId 已被另一资金使用 / Another fund of this region bears this externalId';

-- What is left of a fund in a year. Budgets come from the fund, the rest from the grants, both by triggers; whoever
-- writes holds the row, so that grants approved at the same moment never promise more than there is.
create table fund_year (
    fund           text collate "C" not null references fund,
    year           int not null,
    region         text collate "C" not null,
    budget_yuan    bigint not null,
    committed_yuan bigint not null default 0 check (committed_yuan >= 0),
    paid_yuan      bigint not null default 0 check (paid_yuan >= 0),
    primary key (fund, year),
    constraint fund_year_not_overdrawn check (committed_yuan <= budget_yuan),
    constraint fund_year_not_overpaid check (paid_yuan <= committed_yuan)
);
comment on constraint fund_year_not_overdrawn on fund_year is
    '该资金当年预算不足 / The budget of the fund for that year does not suffice';
comment on constraint fund_year_not_overpaid on fund_year is
    '拨付超过已批准的金额 / More would be paid than was approved';

alter table fund_year enable row level security;
alter table fund_year force row level security;
create policy caller on fund_year to innoledger_app
    using (region ^@ any ((select caller_regions())::text[]))
    with check (region ^@ any ((select caller_regions())::text[]));
-- Whoever may read the fund may read what is left of it.
create policy below on fund_year for select to innoledger_app
    using (exists (select from unnest((select caller_regions())::text[]) as mine
                   where mine ^@ division_prefix(region)));
create policy system on fund_year for select to innoledger_system using (true);
grant select, insert, update on fund_year to innoledger_app;
grant select on fund_year to innoledger_system;

create function fund_budgeted() returns trigger language plpgsql as $$
begin
    insert into fund_year (fund, year, region, budget_yuan)
    select new.id, b.year, new.region, b."budgetYuan"
    from jsonb_to_recordset(coalesce(new.budgets, '[]')) as b(year int, "budgetYuan" bigint)
    where new.withdrawn_at is null
    order by b.year
    on conflict (fund, year) do update set budget_yuan = excluded.budget_yuan;

    -- A year that has a budget no longer, or a fund that is withdrawn, has nothing to give.
    update fund_year set budget_yuan = 0
    where fund = new.id and budget_yuan <> 0
      and (new.withdrawn_at is not null
           or not coalesce(new.budgets, '[]') @> jsonb_build_array(jsonb_build_object('year', year)));
    return null;
end $$;

create trigger fund_budgeted after insert or update on fund
    for each row execute function fund_budgeted();
