-- What lists are searched by: the fields that the facts records mark with @Searched.
call make_searchable('alliance', 'name', 'document_number');
call make_searchable('coaching_record', 'content', 'problems', 'outcome');
call make_searchable('platform', 'name', 'host_name');
call make_searchable('platform_application', 'name', 'host_name', 'document');
call make_searchable('platform_evaluation', 'document_number');
call make_searchable('resource_booking', 'unit_name', 'purpose');
call make_searchable('restructuring', 'title', 'document_number', 'reason');
call make_searchable('shared_resource', 'name', 'model');
call make_searchable('tenancy', 'team_name');
