/** Every tool, in the order in which it is listed. */
export const readingTools: readonly string[] = [
  'list_connections',
  'check_connection',
  'list_projects',
  'describe_project',
  'list_people',
  'list_sprints',
  'search_items',
  'get_item',
  'search_pages',
  'get_page',
  'get_attachment',
];
const writingTools: readonly string[] = [
  'create_item',
  'update_item',
  'comment_item',
  'log_time',
  'add_attachment',
  'delete_item',
  'save_page',
  'comment_page',
];
export const allTools: readonly string[] = [...readingTools, ...writingTools, 'find_operation', 'call_operation'];
