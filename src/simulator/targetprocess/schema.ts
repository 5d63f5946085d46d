/** What an entity's field holds. `as` is the type its references are called by where that differs. */
export type FieldKind =
  'text' | 'number' | 'yes' | 'date' | 'custom' | { readonly to: string; readonly as?: string | undefined };

type Fields = Readonly<Record<string, FieldKind>>;

export type TypeSchema = {
  /** In the order the answers have. */
  readonly fields: Fields;
  readonly required?: readonly string[];
  /** Shown only when `include` names them. */
  readonly hidden?: readonly string[];
  /** A change of these is echoed with 200 and does nothing. */
  readonly computed?: readonly string[];
};

const to = (type: string, as?: string): FieldKind => ({ to: type, as });
const user = to('User', 'GeneralUser');
const name = { Name: 'text' } as const;
const times = { StartDate: 'date', EndDate: 'date', CreateDate: 'date', ModifyDate: 'date' } as const;

const general: Fields = {
  ...name,
  Description: 'text',
  ...times,
  LastCommentDate: 'date',
  Tags: 'text',
  NumericPriority: 'number',
  EntityVersion: 'number',
  EntityType: to('EntityType'),
  LastEditor: user,
  Owner: user,
  Creator: user,
  LastCommentedUser: user,
  Project: to('Project'),
};

const assignable: Fields = {
  ...general,
  LinkedTestPlan: 'text',
  Milestone: 'text',
  Effort: 'number',
  EffortCompleted: 'number',
  EffortToDo: 'number',
  Progress: 'number',
  TimeSpent: 'number',
  TimeRemain: 'number',
  LastStateChangeDate: 'date',
  PlannedStartDate: 'date',
  PlannedEndDate: 'date',
  Units: 'text',
  Release: to('Release'),
  Iteration: to('Iteration'),
  TeamIteration: to('TeamIteration'),
  Team: to('Team'),
  Priority: to('Priority'),
  EntityState: to('EntityState'),
  ResponsibleTeam: to('TeamAssignment'),
};

const computed = [
  ...['EntityVersion', 'EntityType', 'LastEditor', 'Creator', 'LastCommentedUser', 'LastCommentDate', 'CreateDate'],
  ...['ModifyDate', 'EffortCompleted', 'EffortToDo', 'Progress', 'TimeSpent', 'TimeRemain', 'LastStateChangeDate'],
  'Units',
];

const work = (own: Fields, required: readonly string[] = []): TypeSchema => ({
  fields: { ...assignable, ...own, CustomFields: 'custom' },
  required: ['Name', 'Project', ...required],
  computed,
});

const period: Fields = { ...name, Description: 'text', ...times, Tags: 'text', EntityType: to('EntityType') };
const sprint = (own: Fields, required: readonly string[]): TypeSchema => ({
  fields: { ...period, Owner: user, IsCurrent: 'yes', ...own },
  required: ['Name', ...required],
});

const history = (type: string): TypeSchema => ({
  fields: { Date: 'date', EntityState: to('EntityState'), Modifier: user, [type]: to(type) },
});

/** The base types: what all work, or everything with a number, has in common. */
export const baseTypes: Readonly<Record<string, TypeSchema>> = {
  Assignable: { fields: { ...assignable, CustomFields: 'custom' } },
  General: { fields: general },
};

export const workTypes = ['Epic', 'Feature', 'UserStory', 'Task', 'Bug', 'Request'] as const;
export const generalTypes: readonly string[] = [...workTypes, 'Project', 'Release', 'Iteration', 'TeamIteration'];

const projectSchema: TypeSchema = {
  fields: {
    ...name,
    Description: 'text',
    ...times,
    LastCommentDate: 'date',
    Tags: 'text',
    NumericPriority: 'number',
    EntityVersion: 'number',
    EntityType: to('EntityType'),
    Owner: user,
    IsActive: 'yes',
    IsProduct: 'yes',
    Abbreviation: 'text',
    MailReplyAddress: 'text',
    Color: 'text',
    IsPrivate: 'yes',
    Process: to('Process'),
    Program: to('Program'),
    Company: 'text',
    CustomFields: 'custom',
  },
  required: ['Name'],
};

const userSchema: TypeSchema = {
  fields: {
    FirstName: 'text',
    LastName: 'text',
    Email: 'text',
    Login: 'text',
    FullName: 'text',
    CreateDate: 'date',
    ModifyDate: 'date',
    DeleteDate: 'date',
    IsActive: 'yes',
    IsAdministrator: 'yes',
    Locale: 'text',
    Kind: 'text',
    GlobalId: 'text',
    IsIntegration: 'yes',
    AccessStartDate: 'date',
    AccessEndDate: 'date',
    FrontdoorUserId: 'text',
    FrontdoorUserRoles: 'text',
    PasswordHashAlgorithm: 'text',
    EntityVersion: 'number',
    LastLoginDate: 'date',
    WeeklyAvailableHours: 'number',
    CurrentAllocation: 'number',
    CurrentAvailableHours: 'number',
    AvailableFrom: 'date',
    AvailableFutureAllocation: 'number',
    AvailableFutureHours: 'number',
    IsObserver: 'yes',
    IsContributor: 'yes',
    LegacySkills: 'text',
    ActiveDirectoryName: 'text',
    RichEditor: 'text',
    Role: to('Role'),
    CustomFields: 'custom',
  },
};

export const types: Readonly<Record<string, TypeSchema>> = {
  Epic: work({ InitialEstimate: 'number' }),
  Feature: work({ InitialEstimate: 'number', Epic: to('Epic') }),
  UserStory: work({ InitialEstimate: 'number', Feature: to('Feature'), Build: 'text' }),
  Task: work({ UserStory: to('UserStory') }, ['UserStory']),
  Bug: work({ Severity: to('Severity'), Feature: to('Feature'), UserStory: to('UserStory'), Build: 'text' }),
  Request: work({ IsPrivate: 'yes' }),
  Project: projectSchema,
  User: userSchema,
  Program: { fields: { ...name } },
  Process: { fields: { ...name, IsDefault: 'yes' } },
  Role: { fields: { ...name, IsPair: 'yes', HasEffort: 'yes' } },
  EntityType: { fields: { ...name, IsUnitInHourOnly: 'yes' } },
  Workflow: {
    fields: { ...name, Process: to('Process'), EntityType: to('EntityType'), ParentWorkflow: to('Workflow') },
  },
  EntityState: {
    fields: {
      ...name,
      IsInitial: 'yes',
      IsFinal: 'yes',
      IsPlanned: 'yes',
      NumericPriority: 'number',
      Workflow: to('Workflow'),
      ParentEntityState: to('EntityState'),
      Role: to('Role'),
      EntityType: to('EntityType'),
      Process: to('Process'),
    },
  },
  Priority: { fields: { ...name, Importance: 'number', IsDefault: 'yes', EntityType: to('EntityType') } },
  Severity: { fields: { ...name, Importance: 'number', IsDefault: 'yes' } },
  CustomField: {
    fields: {
      ...name,
      Value: 'text',
      Required: 'yes',
      EnabledForFilter: 'yes',
      EntityFieldName: 'text',
      FieldType: 'text',
      NumericPriority: 'number',
      EntityType: to('EntityType'),
      Process: to('Process'),
    },
  },
  Team: { fields: { ...name, IsActive: 'yes', Abbreviation: 'text' } },
  TeamProject: { fields: { Team: to('Team'), Project: to('Project') } },
  TeamAssignment: {
    fields: { Assignable: to('Assignable'), Team: to('Team'), EntityState: to('EntityState') },
    required: ['Assignable', 'Team'],
  },
  ProjectMember: {
    fields: { IsActive: 'yes', Allocation: 'number', Project: to('Project'), User: to('User'), Role: to('Role') },
  },
  Release: sprint({ Project: to('Project') }, ['Project']),
  Iteration: sprint({ Release: to('Release'), Project: to('Project') }, ['Project']),
  TeamIteration: sprint({ Team: to('Team') }, ['Team']),
  Tag: { fields: { ...name } },
  Comment: {
    fields: {
      Description: 'text',
      ParentId: 'number',
      CreateDate: 'date',
      DescriptionModifyDate: 'date',
      IsPrivate: 'yes',
      IsPinned: 'yes',
      EntityVersion: 'number',
      General: to('General'),
      Owner: user,
    },
    required: ['Description', 'General'],
  },
  Attachment: {
    fields: {
      ...name,
      UniqueFileName: 'text',
      Description: 'text',
      Date: 'date',
      PersistedMimeType: 'text',
      PersistedSize: 'number',
      Uri: 'text',
      ThumbnailUri: 'text',
      MimeType: 'text',
      Size: 'number',
      Owner: user,
      General: to('General'),
      Message: 'text',
    },
    hidden: ['PersistedMimeType', 'PersistedSize', 'Uri', 'ThumbnailUri', 'MimeType', 'Size'],
  },
  Assignment: {
    fields: { Assignable: to('Assignable'), GeneralUser: user, Role: to('Role') },
    required: ['Assignable', 'GeneralUser', 'Role'],
  },
  Time: {
    fields: {
      Description: 'text',
      Spent: 'number',
      Remain: 'number',
      IsEstimation: 'yes',
      Date: 'date',
      CreateDate: 'date',
      Project: to('Project'),
      User: to('User'),
      Role: to('Role'),
      Assignable: to('Assignable'),
    },
    required: ['Spent', 'Project', 'User', 'Role', 'Assignable'],
  },
  RelationType: { fields: { ...name } },
  Relation: {
    fields: { RelationType: to('RelationType'), Master: to('General'), Slave: to('General') },
    required: ['Master', 'Slave', 'RelationType'],
  },
  GeneralFollower: { fields: { General: to('General'), User: to('User') }, required: ['General', 'User'] },
  ...Object.fromEntries(workTypes.map((type) => [`${type}History`, history(type)])),
};

export const isWork = (type: string): boolean => (workTypes as readonly string[]).includes(type);
