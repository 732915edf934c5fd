-- What lists are searched by: the fields that the facts records mark with @Searched.
call make_searchable('activity', 'title', 'key_technology', 'challenge');
call make_searchable('annual_summary', 'text', 'open_problems', 'measures');
call make_searchable('bulletin', 'title', 'number');
call make_searchable('close_out', 'note');
call make_searchable('enterprise', 'id', 'name');
call make_searchable('financing', 'institution');
call make_searchable('innovative_product', 'name', 'number');
call make_searchable('monthly_report', 'progress', 'difficulties', 'next_steps');
call make_searchable('pairing', 'department', 'goal', 'result');
call make_searchable('policy', 'title', 'number', 'issuer', 'summary');
call make_searchable('problem', 'title', 'description', 'responsible_body', 'solution');
call make_searchable('qualification', 'certificate_number', 'issuer');
call make_searchable('service_record', 'content', 'problems_found');
call make_searchable('target', 'department', 'feedback');
call make_searchable('work_group', 'name', 'field');
