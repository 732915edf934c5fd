-- Since when an enterprise exists, for rules that ask how old it is.
alter table enterprise add column established_on date;
