import type { Peer } from './peer.ts';

/** https://github.com/phancao/Project-Management-Agent, mcp_server/. */
export const pmMcpServer: Peer = {
  name: 'PM MCP Server',
  index: 'openproject',
  tools: {
    list_projects: 'list_projects',
    get_project: 'describe_project',
    create_project: 'POST /api/v3/projects',
    update_project: 'PATCH /api/v3/projects/{id}',
    delete_project: 'DELETE /api/v3/projects/{id}',
    search_projects: 'list_projects(text)',
    list_my_tasks: 'search_items(assignee)',
    list_tasks: 'search_items(project)',
    get_task: 'get_item',
    create_task: 'create_item',
    update_task: 'update_item',
    delete_task: 'delete_item',
    assign_task: 'update_item(assignees)',
    update_task_status: 'update_item(state)',
    search_tasks: 'search_items(text)',
    list_sprints: 'list_sprints',
    get_sprint: 'list_sprints; search_items(sprint)',
    list_epics: 'search_items(type)',
    get_epic: 'get_item(include: children)',
    list_users: 'list_people',
    get_current_user: 'check_connection',
    burndown_chart: 'search_items(sprint, fields); get_item(include: history)',
    velocity_chart: 'list_sprints(state: closed); search_items(sprint, fields)',
    configure_pm_provider: 'not a call of the system: the form of MCP Keyring, where no key is typed into a chat',
  },
};
