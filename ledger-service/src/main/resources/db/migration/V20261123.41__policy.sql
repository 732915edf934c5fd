-- Policies 政策, DOMAIN 1.5: filed by who issues them, read by everyone below.
create table policy (
    title       text not null,
    number      text,
    issuer      text not null,
    level       text collate "C" not null,
    side        text collate "C" not null,
    valid_from  date not null,
    valid_to    date,
    text_url    text,
    summary     text,
    -- What an enterprise must be to fall under it; null for every enterprise of the policy's region.
    eligibility jsonb,
    external_id text collate "C",
    check (valid_to >= valid_from)
);
call make_register('policy', below => 'true');

-- A menu asks for the policies of one county, its city and its province, the newest first.
create index on policy (region, valid_from, id) where withdrawn_at is null;
create index on policy (side, id) where withdrawn_at is null;
create index on policy (level, id) where withdrawn_at is null;
create unique index policy_external_id on policy (region, external_id) where withdrawn_at is null;
comment on index policy_external_id is
    '同一区划内 externalId 已被另一政策使用 / Another policy of this region bears this externalId';
