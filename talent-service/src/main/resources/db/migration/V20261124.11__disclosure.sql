-- Who saw a person's data in clear, DOMAIN 4.8.
create table disclosure (
    talent       text collate "C" not null,
    kind         text not null,
    purpose      text not null,
    disclosed_to text not null
);
call make_register('disclosure');
create index on disclosure (talent, id);
