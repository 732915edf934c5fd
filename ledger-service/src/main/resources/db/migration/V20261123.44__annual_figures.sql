-- Annual figures 年度数据: what the books of an enterprise say of one year. Indicators and the high-tech check read them.
create table annual_figures (
    enterprise                 text collate "C" not null,
    year                       int not null,
    revenue_yuan               bigint check (revenue_yuan >= 0),
    rd_expense_yuan            bigint check (rd_expense_yuan >= 0),
    rd_expense_in_china_yuan   bigint check (rd_expense_in_china_yuan >= 0),
    rd_internal_spend_yuan     bigint check (rd_internal_spend_yuan >= 0),
    high_tech_income_yuan      bigint check (high_tech_income_yuan >= 0),
    staff                      int check (staff >= 0),
    technology_staff           int check (technology_staff >= 0),
    core_intellectual_properties int check (core_intellectual_properties >= 0),
    major_case                 boolean,
    external_id                text collate "C",
    check (rd_expense_in_china_yuan <= rd_expense_yuan),
    check (technology_staff <= staff)
);
call make_register('annual_figures');

create unique index annual_figures_one_a_year on annual_figures (enterprise, year) where withdrawn_at is null;
comment on index annual_figures_one_a_year is
    '该企业此年度的数据已登记，请修改原记录 / The figures of this enterprise and year are filed already; amend that record';
create index on annual_figures (year, region) where withdrawn_at is null;
create unique index annual_figures_external_id on annual_figures (region, external_id) where withdrawn_at is null;
comment on index annual_figures_external_id is
    '同一区划内 externalId 已被另一年度数据使用 / Another record of annual figures of this region bears this externalId';
