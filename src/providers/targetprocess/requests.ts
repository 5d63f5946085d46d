export const whoAmIPath = '/api/v1/Users/LoggedUser';
/** Without it the answers are XML. */
export const asJson = { format: 'json' };
const person = '[Id,FirstName,LastName,Login,FullName]';
/** What a list shows of an item; a field that is not there is an error, so these are the ones all types of work have. */
export const summaryFields =
  'Id,Name,EntityType[Name],EntityState[Name,IsFinal],Project[Id,Name],AssignedUser,Priority[Id,Name],PlannedEndDate,Tags,ModifyDate';
/** The same for entities that are no work: test cases, releases. */
export const generalFields = 'Id,Name,EntityType[Name],Project[Id,Name],Tags,ModifyDate';
/** What one item shows besides, and what a change of it needs to know. */
export const itemFields = `${summaryFields},Description,Owner,CreateDate,StartDate,PlannedStartDate,Effort,TimeSpent,Units,Release[Id,Name],Iteration[Id,Name],TeamIteration[Id,Name],CustomFields`;
export const changeFields = `${itemFields.replace('Project[Id,Name]', 'Project[Id,Name,Process[Id]]').replace('EntityState[Name,IsFinal]', 'EntityState[Id,Name,IsFinal]')},Assignments[Id,GeneralUser${person},Role[Id,Name]],AssignedTeams[Id,Team[Id,Name],EntityState[Id,Name]]`;
export const personFields = person;
