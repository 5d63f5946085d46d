import { fieldIds, options } from './catalog.ts';
import { Invalid, type FieldDef, type Place } from './field.ts';
import { idOf, listOf, personOf, textOf } from './field-values.ts';
import { issueKey, type Issue, type IssueKind, type Text } from './issue.ts';
import type { JiraRenderer } from './render.ts';

const plugin = 'com.atlassian.jira.plugin.system.customfieldtypes';
const agile = 'com.pyxis.greenhopper.jira';

const schema = (id: string, type: string, custom: string, items?: string) => ({
  type,
  ...(items === undefined ? {} : { items }),
  custom,
  customId: Number(id.replace('customfield_', '')),
});

const stored = (issue: Issue, id: string): unknown => issue.custom.get(id) ?? null;
const isOf =
  (...kinds: IssueKind[]) =>
  ({ kind }: Place): boolean =>
    kinds.includes(kind);

function put(issue: Issue, id: string, value: unknown): void {
  if (value === undefined || value === null) issue.custom.delete(id);
  else issue.custom.set(id, value);
}

const asText = (value: unknown): string | undefined =>
  value === null ? undefined : JSON.stringify(value).replaceAll('"', '');

function simple(
  id: string,
  name: string,
  type: 'date' | 'number' | 'string',
  custom: string,
  accepts: (value: unknown) => boolean,
): FieldDef {
  return {
    ...{ id, name, schema: schema(id, type, custom) },
    draw: (issue) => stored(issue, id),
    show: (issue) => [undefined, asText(stored(issue, id))],
    set: (issue, value) => {
      if (value !== null && !accepts(value)) throw new Invalid(`Operation value must be a ${type}`);
      put(issue, id, value);
    },
  };
}

const optionsOf = (id: string) => options[id] ?? [];
const drawOption = (id: string, option: unknown, { api }: JiraRenderer): unknown => {
  const found = optionsOf(id).find((each) => each.id === option);
  return found === undefined ? null : { self: `${api}/customFieldOption/${found.id}`, ...found };
};
const nameOf = (id: string, option: unknown): string | undefined =>
  optionsOf(id).find((each) => each.id === option)?.value;

function readOption(id: string, value: unknown): string {
  const found = idOf(value, optionsOf(id));
  if (found === undefined)
    throw new Invalid(`Option value '${JSON.stringify((value as { value?: unknown }).value ?? null)}' is not valid`);
  return found;
}

function select(id: string, name: string): FieldDef {
  return {
    ...{ id, name, schema: schema(id, 'option', `${plugin}:select`) },
    allowed: ({ renderer }) => optionsOf(id).map((option) => drawOption(id, option.id, renderer)),
    draw: (issue, renderer) => drawOption(id, stored(issue, id), renderer),
    show: (issue) => [asText(stored(issue, id)), nameOf(id, stored(issue, id))],
    set: (issue, value) => {
      put(issue, id, value === null ? null : readOption(id, value));
    },
  };
}

function multiSelect(id: string, name: string): FieldDef {
  const all = (issue: Issue): string[] => (stored(issue, id) as string[] | null) ?? [];
  return {
    ...{ id, name, schema: schema(id, 'array', `${plugin}:multiselect`, 'option') },
    allowed: ({ renderer }) => optionsOf(id).map((option) => drawOption(id, option.id, renderer)),
    draw: (issue, renderer) =>
      all(issue).length === 0 ? null : all(issue).map((option) => drawOption(id, option, renderer)),
    show: (issue) => [
      all(issue).join(','),
      all(issue)
        .map((option) => nameOf(id, option))
        .join(', '),
    ],
    elements: (issue) => all(issue).map((option) => ({ id: option })),
    set: (issue, value) => {
      const chosen = listOf(value).map((each) => readOption(id, each));
      put(issue, id, chosen.length === 0 ? null : chosen);
    },
  };
}

function richText(id: string, name: string): FieldDef {
  return {
    ...{ id, name, schema: schema(id, 'string', `${plugin}:textarea`) },
    draw: (issue) => (stored(issue, id) as Text | null)?.native ?? null,
    show: (issue) => [undefined, textOf((stored(issue, id) as Text | null) ?? undefined)],
    set: (issue, value, { renderer }) => {
      const text = value === null ? null : renderer.dialect.readText(value);
      if (text === undefined)
        throw new Invalid('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
      put(issue, id, text);
    },
  };
}

const person: FieldDef = {
  ...{ id: fieldIds.tester, name: 'Tester', schema: schema(fieldIds.tester, 'user', `${plugin}:userpicker`) },
  draw: (issue, renderer) => {
    const number = stored(issue, fieldIds.tester);
    return renderer.user(renderer.world.people.find((each) => each.number === number));
  },
  show: (issue, { world }) => [
    undefined,
    world.people.find((each) => each.number === stored(issue, fieldIds.tester))?.name,
  ],
  set: (issue, value, { renderer }) => {
    put(issue, fieldIds.tester, personOf(value, renderer)?.number);
  },
};

/** Written as a number, read as a list of all sprints it was ever in. */
const sprint: FieldDef = {
  ...{ id: fieldIds.sprint, name: 'Sprint', schema: schema(fieldIds.sprint, 'array', `${agile}:gh-sprint`, 'json') },
  on: ({ kind }) => kind !== 'epic' && kind !== 'subtask',
  draw: (issue, renderer) => {
    const sprints = renderer.world.sprints.filter(({ id }) => issue.sprints.includes(id));
    return sprints.length === 0 ? null : sprints.map((each) => renderer.sprint(each));
  },
  show: (issue, { world }) => [
    issue.sprints.join(', '),
    world.sprints
      .filter(({ id }) => issue.sprints.includes(id))
      .map(({ name }) => name)
      .join(', '),
  ],
  set: (issue, value, { renderer }) => {
    if (value !== null && typeof value !== 'number') throw new Invalid('Number value expected as the Sprint id.');
    const closed = issue.sprints.filter((id) =>
      renderer.world.sprints.some((each) => each.id === id && each.state === 'closed'),
    );
    const found = renderer.world.sprints.find(({ id }) => id === value);
    if (value !== null && found === undefined) throw new Invalid(`Sprint with ID ${value} does not exist.`);
    issue.sprints = found === undefined ? closed : [...closed, found.id];
  },
};

const epicLink: FieldDef = {
  ...{ id: fieldIds.epicLink, name: 'Epic Link', schema: schema(fieldIds.epicLink, 'any', `${agile}:gh-epic-link`) },
  dataCenterOnly: true,
  on: ({ kind }) => kind !== 'epic' && kind !== 'subtask',
  draw: (issue, { world }) => {
    const parent = issue.kind === 'subtask' ? undefined : world.byId(issue.parent);
    return parent === undefined ? null : issueKey(parent);
  },
  show: (issue, { world }) => {
    const parent = world.byId(issue.parent);
    return [issue.parent, parent && issueKey(parent)];
  },
  set: (issue, value, { renderer }) => {
    const epic = renderer.world.issues.find((each) => each.kind === 'epic' && issueKey(each) === value);
    if (value !== null && epic === undefined) throw new Invalid(`Issue ${JSON.stringify(value)} is not an epic.`);
    issue.parent = epic?.id;
  },
};

/** Bugs in the second project need a severity. */
const needsSeverity = ({ renderer, project, kind }: Place): boolean =>
  kind === 'bug' && renderer.world.projects[1]?.key === project;

const isText = (value: unknown): boolean => typeof value === 'string';

export const customFields: readonly FieldDef[] = [
  {
    ...simple(fieldIds.epicName, 'Epic Name', 'string', `${agile}:gh-epic-label`, isText),
    dataCenterOnly: true,
    on: isOf('epic'),
    required: () => true,
  },
  epicLink,
  simple(fieldIds.startDate, 'Start date', 'date', `${plugin}:datepicker`, (value) =>
    /^\d{4}-\d{2}-\d{2}$/.test(String(value)),
  ),
  simple(fieldIds.points, 'Story point estimate', 'number', `${plugin}:float`, (value) => typeof value === 'number'),
  sprint,
  richText(fieldIds.criteria, 'Acceptance criteria'),
  select(fieldIds.team, 'Team'),
  { ...select(fieldIds.severity, 'Severity'), on: isOf('bug'), required: needsSeverity },
  person,
  multiSelect(fieldIds.platforms, 'Platforms'),
];
