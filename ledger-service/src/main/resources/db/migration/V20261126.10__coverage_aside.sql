-- Entries that the projector could not fold, with why. While there are any, no figures are frozen.
create table coverage_aside (
    seq    bigint primary key references journal_seal,
    reason text not null,
    at     timestamptz not null default now()
);
grant select, insert, delete on coverage_aside to innoledger_system;
