-- Text as it is compared passes over whatever nobody sees, not controls alone: characters without width inside a word, soft
-- hyphens, variation selectors, fillers of Hangul. `Texts.searchForm` of the kit makes the same of a text that must not come
-- here in clear.
create or replace function search_form(raw text) returns text language sql immutable strict parallel safe
    return regexp_replace(casefold(normalize(raw, nfkc) collate "pg_unicode_fast"),
        '[[:cntrl:]\s·・•‧∙⋅\u00AD\u034F\u0600-\u0605\u061C\u06DD\u070F\u0890\u0891\u08E2\u115F\u1160\u180B-\u180F\u200B-\u200F'
        '\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\U000110BD\U000110CD\U00013430-\U0001343F'
        '\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]+', '', 'g');

-- What is on file takes the new form; a line for each field stays one.
update search s
set words = (select string_agg(search_form(line), chr(10) order by place)
             from regexp_split_to_table(s.words, chr(10)) with ordinality as lines (line, place))
where words <> (select string_agg(search_form(line), chr(10) order by place)
                from regexp_split_to_table(s.words, chr(10)) with ordinality as lines (line, place));
