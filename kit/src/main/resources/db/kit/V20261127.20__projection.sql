-- How far each projection of this service has folded the journal, and whether an operator asked to begin again from 0.
create table projection (
    name                 text primary key,
    seq                  bigint not null default 0,
    rebuilt_at           timestamptz,
    rebuild_requested_at timestamptz
);
-- Entries that a projection could not fold, with why. While there are any, what rests on it answers 503.
create table projection_aside (
    projection text not null references projection,
    seq        bigint not null references journal_seal,
    reason     text not null,
    at         timestamptz not null default now(),
    primary key (projection, seq)
);
grant select, insert, update on projection to innoledger_system;
grant select on projection to innoledger_app;
grant select, insert, delete on projection_aside to innoledger_system;
