-- One naming of days (docs/requests.md): what keeps an act of its own calls its day `on`. Forced row-level security would
-- hide every row from the table's owner.
alter table talent_grant no force row level security;
update talent_grant set
    review = (review - 'reviewedOn') || jsonb_build_object('on', review -> 'reviewedOn'),
    payments = coalesce((select jsonb_agg((p - 'paidOn') || jsonb_build_object('on', p -> 'paidOn') order by n)
                         from jsonb_array_elements(payments) with ordinality as each (p, n)), payments)
where review is not null;
alter table talent_grant force row level security;
