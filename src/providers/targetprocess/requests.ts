export const whoAmIPath = '/api/v1/Users/LoggedUser';
/** Without it the answers are XML. */
export const asJson = { format: 'json' };
/** What a list shows of an item; a field that is not there is an error, so these are the ones all types of work have. */
export const summaryFields =
  'Id,Name,EntityType[Name],EntityState[Name,IsFinal],Project[Id,Name],AssignedUser,ModifyDate';
