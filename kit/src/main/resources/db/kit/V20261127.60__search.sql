-- Words by which lists are searched. Under row-level security no index could serve them, since no operator on parts of a
-- text is leakproof; so they stand in one table beside the registers, which nobody reads but the two functions below.

-- Text as it is compared: of one width and case, without blanks, middle dots and what nobody sees.
create function search_form(raw text) returns text language sql immutable strict parallel safe
    return regexp_replace(casefold(normalize(raw, nfkc) collate "pg_unicode_fast"), '[[:cntrl:]\s·・•‧]+', '', 'g');

-- The words that a caller asks for, in that form.
create function search_words(asked text) returns text[] language sql immutable strict parallel safe
    return array(
        select search_form(word) from regexp_split_to_table(normalize(asked, nfkc) collate "pg_unicode_fast", '\s+') word
        where search_form(word) <> '');

-- What a text is indexed by: every two characters that stand side by side in it, and the regions that it lies in. Each
-- bears its register, so that no register's searches meet the words of another. It is one expression, since a function
-- with a query of its own takes ten times as long for each row that is written.
create function search_pairs(register text, words text) returns text[] language sql immutable parallel safe
    return array_remove(string_to_array(
        regexp_replace(words, '(..)(.$)?', register || E'/\\1\x01', 'g')
            || case when length(words) > 2
                    then regexp_replace(substr(words, 2), '(..)(.$)?', register || E'/\\1\x01', 'g') else '' end, E'\x01'), '');
create function search_keys(register text, region text, words text) returns text[] language sql immutable parallel safe
    return search_pairs(register, words)
        || array[register || '@' || left(region, 2), register || '@' || left(region, 4), register || '@' || region];

create table search (
    register text collate "C" not null,
    id       text collate "C" not null,
    region   text collate "C" not null,
    -- A line for each field, so that no word is found across two.
    words    text collate "C" not null,
    primary key (register, id)
);
create index search_words_key on search using gin (search_keys(register, region, words));

-- Records of a register within these regions in which all of these words occur. Whoever asks gives its own regions, and
-- reads the records themselves under row-level security.
create function search_found(of_register text, regions text[], asked text[], most int) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
    select s.id
    from unnest(regions) as mine
    cross join lateral (
        select id from search
        where search_keys(register, region, words) @> array(
                  select unnest(search_pairs(of_register, word)) from unnest(asked) as word
                  union all select of_register || '@' || mine)
            and not exists (select from unnest(asked) as word where strpos(words, word) = 0)) s
    limit most
$$;

-- Whether all of these words occur in a record, for a list that goes through records which its caller sees.
create function search_holds(of_register text, of_id text, asked text[]) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return exists (
        select from search s where s.register = of_register and s.id = of_id
            and not exists (select from unnest(asked) as word where strpos(s.words, word) = 0));
end $$;

-- Keeps the words of the records that a statement writes, as a part of it. The trigger's arguments are the columns.
create function search_kept() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    of_register text := replace(tg_table_name, '_', '-');
    words text := (select 'concat_ws(chr(10), ' || string_agg(format('search_form(w.%I)', each), ', ') || ')' from unnest(tg_argv) as each);
    differs text := (select string_agg(format('w.%1$I is distinct from b.%1$I', each), ' or ')
                     from unnest(tg_argv || '{region, withdrawn_at}') as each);
begin
    if tg_op = 'INSERT' then
        execute format('insert into search select %L, w.id, w.region, %s from written w where w.withdrawn_at is null', of_register, words);
        return null;
    end if;
    execute format(
        'delete from search s using written w where s.register = %L and s.id = w.id and w.withdrawn_at is not null', of_register);
    execute format(
        'insert into search select %L, w.id, w.region, %s from written w join before b on b.id = w.id
         where w.withdrawn_at is null and (%s)
         on conflict (register, id) do update set region = excluded.region, words = excluded.words', of_register, words, differs);
    return null;
end $$;

-- Lets lists of a register be searched by words in these columns, its present records too. It is called after make_register;
-- called again, it takes other columns.
create procedure make_searchable(register text, variadic columns text[]) language plpgsql as $$
declare
    arguments text := (select string_agg(quote_literal(each), ', ') from unnest(columns) as each);
begin
    execute format('create or replace trigger search_insert after insert on %I referencing new table as written
        for each statement execute function search_kept(%s)', register, arguments);
    execute format('create or replace trigger search_update after update on %I referencing new table as written old table as before
        for each statement execute function search_kept(%s)', register, arguments);
    -- The owner sees no row of a table that forces its policies, so for the time of this statement they are not forced.
    execute format('alter table %I no force row level security', register);
    execute format('insert into search select %L, w.id, w.region, concat_ws(chr(10), %s) from %I w where w.withdrawn_at is null
        on conflict on constraint search_pkey do update set region = excluded.region, words = excluded.words',
        replace(register, '_', '-'), (select string_agg(format('search_form(w.%I)', each), ', ') from unnest(columns) as each), register);
    execute format('alter table %I force row level security', register);
end $$;

revoke execute on function search_found, search_holds from public;
grant execute on function search_found, search_holds to innoledger_app;
