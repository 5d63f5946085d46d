/**
 * Targetprocess has no specification; its REST v1 is the same five calls on each collection
 * (https://dev.targetprocess.com/docs/rest-getting-started), so the index is made from their names.
 */
const collections = [
  'Assignables AssignedEfforts Assignments Attachments Bugs Builds Comments Companies Context CustomActivities CustomFields',
  'CustomRules EntityStates EntityTypes Epics Features Generals GeneralFollowers GeneralUsers GlobalSettings Impediments',
  'InboundAssignables Iterations Messages MessageUids Milestones OutboundAssignables PortfolioEpics Priorities Processes',
  'ProjectAllocations ProjectMembers Projects Practices Programs Relations RelationTypes Releases ReleaseProjects Requesters',
  'RequestTypes Requests Revisions RevisionFiles RoleEfforts Roles Severities Tags Tasks TeamAssignments TeamIterations',
  'TeamMembers TeamProjects Teams Terms TestCases TestCaseRuns TestPlanRuns TestPlans TestRunItemHierarchyLinks TestSteps',
  'TestStepRuns Times Users UserProjectAllocations UserStories UserStoryHistories Workflows',
].flatMap((line) => line.split(' '));

const reading = '?where&include&exclude&append&orderBy&orderByDesc&take&skip&innerTake';

/** A collection's name as people say it: `UserStories` is "user stories". */
const inWords = (name: string): string => name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

function callsOf(collection: string): string[] {
  const name = inWords(collection);
  const one = `/api/v1/${collection}/{id}`;
  return [
    `GET /api/v1/${collection}${reading} list ${name}`,
    `GET ${one}?include&exclude&append&innerTake get one of ${name}`,
    `POST /api/v1/${collection} {Id,Name,Description,Project,CustomFields} create one of ${name}`,
    `POST ${one} {Name,Description,EntityState,CustomFields} update one of ${name}`,
    `DELETE ${one} delete one of ${name}`,
    `POST /api/v1/${collection}/bulk create or update several ${name}`,
    `GET /api/v1/${collection}/meta fields and rights of ${name}`,
    `GET ${one}/{collection}${reading} list what belongs to one of ${name}, such as tasks, bugs, comments`,
  ];
}

export const targetprocessLines: readonly string[] = [
  ...collections.flatMap(callsOf),
  'GET /api/v1/Users/LoggedUser get the owner of the key',
  'GET /api/v1/index/meta list all collections',
  'GET /api/v2/{Entity}?select&where&orderBy&take&skip&result&filter query entities with or, sums and counts (read only, singular name such as UserStory)',
  'GET /api/v2/{Entity}/{id}?select get one entity with chosen fields',
];
