import type { SpecifiedIndex } from './specifications.ts';

/**
 * Operations that the vendors document outside the specifications the index is made of. Where a vendor says little, the
 * system's own answer tells what is missing.
 */
const serviceDesk = [
  'GET /rest/servicedeskapi/servicedesk?start&limit list service desks and their projects',
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue?includeCount&start&limit list queues of a service desk',
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/queue/{queueId}/issue?start&limit list issues of a service desk queue',
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype?searchQuery&start&limit list request types of a service desk',
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype/{requestTypeId}/field list fields of a request type',
  'POST /rest/servicedeskapi/request {serviceDeskId*,requestTypeId*,requestFieldValues*,raiseOnBehalfOf} create customer request',
  'GET /rest/servicedeskapi/request/{issueIdOrKey}?expand get customer request',
  'GET /rest/servicedeskapi/request/{issueIdOrKey}/sla?start&limit get SLA of a customer request',
  'GET /rest/servicedeskapi/request/{issueIdOrKey}/comment?public&internal&start&limit list comments of a customer request',
  'POST /rest/servicedeskapi/request/{issueIdOrKey}/comment {body*,public} add public or internal comment to a customer request',
];

const jiraDevelopment = [
  'GET /rest/dev-status/latest/issue/summary?issueId* get counts of branches, commits, pull requests and builds of an issue',
  'GET /rest/dev-status/latest/issue/detail?issueId*&applicationType*&dataType* get branches, commits or pull requests of an issue',
];

const jiraForms = [
  'GET /jira/forms/cloud/{cloudId}/issue/{issueIdOrKey}/form list forms of an issue (ProForma)',
  'GET /jira/forms/cloud/{cloudId}/issue/{issueIdOrKey}/form/{formId} get form of an issue with its answers (ProForma)',
  'PUT /jira/forms/cloud/{cloudId}/issue/{issueIdOrKey}/form/{formId} {answers*} save form answers of an issue (ProForma)',
];

const jiraFormsDataCenter = [
  'GET /rest/proforma/api/2/issues/{issueIdOrKey}/forms list forms of an issue (ProForma)',
  'GET /rest/proforma/api/2/issues/{issueIdOrKey}/forms/{formId} get form of an issue with its answers (ProForma)',
  'PUT /rest/proforma/api/2/issues/{issueIdOrKey}/forms/{formId} {answers*} save form answers of an issue (ProForma)',
];

const confluenceCloud = ['GET /wiki/rest/api/template/page?spaceKey&start&limit&expand list content templates'];

const confluenceDataCenter = [
  'GET /rest/experimental/template/page?spaceKey&start&limit&expand list page templates',
  'GET /rest/experimental/template/{contentTemplateId} get page template',
  'PUT /rest/experimental/content/{id}/restriction set view and edit restrictions of content',
];

const clickUpChat = [
  'GET /api/v3/workspaces/{workspace_id}/chat/channels?cursor&limit&is_follower&include_hidden list chat channels',
  'POST /api/v3/workspaces/{workspace_id}/chat/channels {name*,description,topic,user_ids,visibility} create chat channel',
  'POST /api/v3/workspaces/{workspace_id}/chat/channels/location {location*,description,topic,user_ids,visibility} create chat channel on a space, folder or list',
  'POST /api/v3/workspaces/{workspace_id}/chat/channels/direct_message {user_ids} create direct message channel',
  'GET /api/v3/workspaces/{workspace_id}/chat/channels/{channel_id} get chat channel',
  'PATCH /api/v3/workspaces/{workspace_id}/chat/channels/{channel_id} {name,description,topic,visibility} update chat channel',
  'DELETE /api/v3/workspaces/{workspace_id}/chat/channels/{channel_id} delete chat channel',
  'GET /api/v3/workspaces/{workspace_id}/chat/channels/{channel_id}/members?cursor&limit list members of a chat channel',
  'GET /api/v3/workspaces/{workspace_id}/chat/channels/{channel_id}/followers?cursor&limit list followers of a chat channel',
  'GET /api/v3/workspaces/{workspace_id}/chat/channels/{channel_id}/messages?cursor&limit&content_format list chat messages of a channel',
  'POST /api/v3/workspaces/{workspace_id}/chat/channels/{channel_id}/messages {type*,content*,assignee,content_format,followers} send chat message',
  'PATCH /api/v3/workspaces/{workspace_id}/chat/messages/{message_id} {content,assignee,resolved,content_format} update chat message',
  'DELETE /api/v3/workspaces/{workspace_id}/chat/messages/{message_id} delete chat message',
  'GET /api/v3/workspaces/{workspace_id}/chat/messages/{message_id}/replies?cursor&limit list replies to a chat message',
  'POST /api/v3/workspaces/{workspace_id}/chat/messages/{message_id}/replies {type*,content*,assignee,content_format,followers} reply to a chat message',
  'GET /api/v3/workspaces/{workspace_id}/chat/messages/{message_id}/reactions?cursor&limit list reactions to a chat message',
  'POST /api/v3/workspaces/{workspace_id}/chat/messages/{message_id}/reactions {reaction*} add reaction to a chat message',
  'DELETE /api/v3/workspaces/{workspace_id}/chat/messages/{message_id}/reactions/{reaction} remove reaction from a chat message',
  'GET /api/v3/workspaces/{workspace_id}/chat/messages/{message_id}/tagged_users?cursor&limit list people tagged in a chat message',
  'GET /api/v3/workspaces/{workspace_id}/comments/types/{comment_type}/subtypes list subtypes of posts and comments',
];

const clickUpMore = [
  'GET /api/v3/workspaces/{workspace_id}/docs?id&creator&deleted&archived&parent_id&parent_type&limit&cursor list docs',
  'POST /api/v3/workspaces/{workspace_id}/docs {name,parent,visibility,create_page} create doc',
  'GET /api/v3/workspaces/{workspace_id}/docs/{doc_id} get doc',
  'GET /api/v3/workspaces/{workspace_id}/docs/{doc_id}/page_listing?max_page_depth list pages of a doc',
  'GET /api/v3/workspaces/{workspace_id}/docs/{doc_id}/pages?max_page_depth&content_format get pages of a doc with their text',
  'POST /api/v3/workspaces/{workspace_id}/docs/{doc_id}/pages {name,sub_title,content,content_format,parent_page_id} create page in a doc',
  'GET /api/v3/workspaces/{workspace_id}/docs/{doc_id}/pages/{page_id}?content_format get page of a doc',
  'PUT /api/v3/workspaces/{workspace_id}/docs/{doc_id}/pages/{page_id} {name,sub_title,content,content_edit_mode,content_format} update page of a doc',
  'GET /api/v3/workspaces/{workspace_id}/{entity_type}/{entity_id}/attachments?cursor&limit list attachments of a task (entity_type attachments) or file field (custom_fields)',
  'POST /api/v3/workspaces/{workspace_id}/auditlogs {applicability*,filter,pagination} query audit logs',
  'PATCH /api/v3/workspaces/{workspace_id}/{object_type}/{object_id}/acls {private,entries} change privacy and sharing of a space, folder or list',
  'PUT /api/v3/workspaces/{workspace_id}/tasks/{task_id}/home_list/{list_id} move task to another home list',
  'POST /api/v2/comment/{comment_id}/reaction {reaction*} add reaction to a comment',
  'DELETE /api/v2/comment/{comment_id}/reaction/{reaction} remove reaction from a comment',
  'PUT /api/v2/list/{list_id} {name,folder_id,space_id} move list to another folder or space',
  'PUT /api/v2/folder/{folder_id} {name,space_id} move folder to another space',
  'POST /api/v2/space/{space_id}/list_template/{template_id} {name*,options} create list in a space from a template',
  'POST /api/v2/folder/{folder_id}/list_template/{template_id} {name*,options} create list in a folder from a template',
  'POST /api/v2/space/{space_id}/folder_template/{template_id} {name*,options} create folder from a template',
  'POST /api/v2/list/{list_id}/field {name*,type*,type_config} create custom field on a list',
];

/** https://www.openproject.org/docs/api/endpoints/, what came after the specification of 2021. */
const openProject = [
  'GET /api/v3/workspaces?filters&offset&pageSize&sortBy list workspaces: projects, programs and portfolios',
  'GET /api/v3/portfolios?filters&offset&pageSize&sortBy list portfolios',
  'GET /api/v3/portfolios/{id} get portfolio',
  'GET /api/v3/programs?filters&offset&pageSize&sortBy list programs',
  'GET /api/v3/programs/{id} get program',
  'GET /api/v3/sprints?filters&offset&pageSize list sprints',
  'GET /api/v3/sprints/{id} get sprint',
  'GET /api/v3/projects/{id}/sprints list sprints of a project',
  'GET /api/v3/projects/{id}/configuration get configuration of a project',
  'POST /api/v3/projects/{id}/favorite mark project as favorite',
  'DELETE /api/v3/projects/{id}/favorite remove project from favorites',
  'GET /api/v3/job_statuses/{id} get status of a background job',
  'GET /api/v3/projects/schema get schema of projects',
  'GET /api/v3/views?filters list views',
  'GET /api/v3/views/{id} get view',
  'PATCH /api/v3/grids/{id} {name,rowCount,columnCount,widgets,lockVersion} update grid',
  'DELETE /api/v3/grids/{id} delete grid',
  'GET /api/v3/project_phase_definitions list project phase definitions',
  'GET /api/v3/project_phase_definitions/{id} get project phase definition',
  'GET /api/v3/project_phases/{id} get project phase',
  'PATCH /api/v3/documents/{id} {title,description} update document',
  'GET /api/v3/news list news',
  'POST /api/v3/news {title*,summary,description,_links} create news',
  'PATCH /api/v3/news/{id} {title,summary,description} update news',
  'DELETE /api/v3/news/{id} delete news',
  'GET /api/v3/activities/{id}/emoji_reactions list emoji reactions to a comment',
  'GET /api/v3/work_packages/{id}/activities_emoji_reactions list emoji reactions to the comments of a work package',
  'PATCH /api/v3/activities/{id}/emoji_reactions {reaction*} toggle emoji reaction to a comment',
  'GET /api/v3/reminders list my reminders',
  'GET /api/v3/work_packages/{id}/reminders list reminders of a work package',
  'POST /api/v3/work_packages/{id}/reminders {remindAt*,note} create reminder on a work package',
  'PATCH /api/v3/reminders/{id} {remindAt,note} update reminder',
  'DELETE /api/v3/reminders/{id} delete reminder',
  'GET /api/v3/work_packages/{id}/file_links?filters list file links (Nextcloud, OneDrive) of a work package',
  'DELETE /api/v3/file_links/{id} delete file link',
  'GET /api/v3/work_packages/{id}/github_pull_requests list pull requests of a work package',
  'GET /api/v3/notifications?filters&groupBy&offset&pageSize&sortBy list notifications',
  'POST /api/v3/notifications/{id}/read_ian mark notification as read',
  'POST /api/v3/notifications/read_ian?filters mark all notifications as read',
  'GET /api/v3/days/week list working days of the week',
  'GET /api/v3/days/non_working list non-working days',
  'GET /api/v3/days?filters list days and whether they are working days',
  'GET /api/v3/custom_options/{id} get option of a custom field',
  'GET /api/v3/custom_fields/{id}/items?parent&depth list items of a hierarchy custom field',
  'GET /api/v3/time_entries/activities/{id} get activity of time entries',
  'DELETE /api/v3/versions/{id} delete version',
  'POST /api/v3/projects/{id}/copy {name,identifier,_links} copy project',
  'POST /api/v3/time_entries/schema get schema of time entries',
];

export const unspecifiedLines: Readonly<Record<SpecifiedIndex, readonly string[]>> = {
  'jira-cloud': [...serviceDesk, ...jiraDevelopment, ...jiraForms],
  'jira-data-center': [...serviceDesk, ...jiraDevelopment, ...jiraFormsDataCenter],
  'confluence-cloud': confluenceCloud,
  'confluence-data-center': confluenceDataCenter,
  clickup: [...clickUpChat, ...clickUpMore],
  openproject: openProject,
};
