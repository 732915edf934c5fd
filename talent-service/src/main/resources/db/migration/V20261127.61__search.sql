-- What lists are searched by: the fields that the facts records mark with @Searched.
call make_searchable('agreement', 'school', 'local_side', 'document');
call make_searchable('engagement', 'duties', 'document');
call make_searchable('expert_list', 'name', 'keeper', 'document');
call make_searchable('expert_membership', 'reason');
call make_searchable('expert_team', 'name', 'field');
call make_searchable('fund', 'name', 'keeper', 'document');
call make_searchable('guidance_record', 'content', 'problems', 'result');
call make_searchable('incentive', 'document');
call make_searchable('post', 'institution', 'title', 'field');
call make_searchable('residence', 'name', 'address', 'keeper');
call make_searchable('service_case', 'request');
call make_searchable('support_rule', 'document');
call make_searchable('talent_grant', 'platform_name', 'title');
