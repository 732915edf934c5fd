-- What the campaign still has to reach: the fewer these are, the smaller the index.
create index enterprise_not_covered on enterprise (id)
    where withdrawn_at is null and status not in ('ACTIVE', 'CLOSED');
