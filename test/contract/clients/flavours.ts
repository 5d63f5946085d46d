import { carryOut, type Plan } from '../../../src/simulator/company/plan.ts';
import { people } from '../../../src/simulator/company/people.ts';
import type { Stage, WorkItem } from '../../../src/simulator/company/work-item.ts';
import { clickUpPlans } from '../../../src/simulator/clickup/seed.ts';
import { statuses as clickUpStatuses } from '../../../src/simulator/clickup/world.ts';
import { confluenceCloudSpaces, confluenceDataCenterSpaces } from '../../../src/simulator/confluence/seed.ts';
import { WikiWorld, type SpacePlan } from '../../../src/simulator/confluence/world.ts';
import { statuses as jiraStatuses } from '../../../src/simulator/jira/catalog.ts';
import { jiraCloudPlans } from '../../../src/simulator/jira/cloud-seed.ts';
import { jiraDataCenterPlans } from '../../../src/simulator/jira/data-center-seed.ts';
import { openProjectPlans } from '../../../src/simulator/openproject/seed.ts';
import { statuses as openProjectStatuses } from '../../../src/simulator/openproject/world.ts';
import { targetprocessPlans } from '../../../src/simulator/targetprocess/seed.ts';
import { states as targetprocessStates } from '../../../src/simulator/targetprocess/world.ts';
import { now } from '../../unit/simulator/set-up.ts';
import type { Deployment, ProviderId } from '../../../src/providers/provider.ts';
import type { SiteName } from '../../../src/simulator/simulator.ts';

/** What a site holds, taken from its seed and not from its answers. */
export type Truth = {
  readonly title: string;
  readonly description: string;
  /** The project's name. */
  readonly project: string;
  /** As this system names it; absent where items have none. */
  readonly state?: string;
  readonly isDone: boolean;
  /** Who is assigned, or who worked on the page. */
  readonly person: string | undefined;
  readonly updatedAt: Date;
  readonly remarks: string;
};

export type Flavour = {
  readonly site: SiteName;
  readonly provider: ProviderId;
  readonly deployment: Deployment;
  readonly projects: readonly string[];
  readonly items: readonly Truth[];
  /** A word to look for, and whether an item has it where this system looks. */
  readonly text: { readonly word: string; readonly isIn: (item: Truth) => boolean };
  /** How another person than the key's owner is named in a search. */
  readonly colleague: string;
  /** In the system's own language: everything that is finished, or all pages of the first space. */
  readonly query?: { readonly text: string; readonly isWanted: (item: Truth) => boolean };
  readonly missingId: string;
};

const workOf = (plans: readonly Plan[], stateOf: (stage: Stage) => string): Truth[] =>
  plans.flatMap((plan) =>
    carryOut(plan, now, people).items.map((item: WorkItem) => ({
      title: item.title,
      description: item.description,
      project: plan.name,
      state: stateOf(item.stage),
      isDone: item.stage === 'done',
      person: item.assignee?.name,
      updatedAt: item.updatedAt,
      remarks: item.remarks.map(({ text }) => text).join(' '),
    })),
  );

const wordsOf = (plans: readonly SpacePlan[]): Truth[] =>
  new WikiWorld(plans, people, now).pages.map(({ title, text, space, editor, updatedAt }) => ({
    title,
    description: text,
    project: space.name,
    isDone: false,
    person: editor.name,
    updatedAt,
    remarks: '',
  }));

const names = (plans: readonly { readonly name: string }[]): string[] => plans.map(({ name }) => name);

/** Whole words, in the forms an index takes for the same. */
const indexed = (word: string) => ({
  word,
  isIn: ({ title, description, remarks }: Truth) =>
    new RegExp(String.raw`\b${word}(e?s|ing|ed)?\b`, 'i').test(`${title} ${description} ${remarks}`),
});
const within = (word: string, where: (item: Truth) => string) => ({
  word,
  isIn: (item: Truth) => where(item).toLowerCase().includes(word),
});
const finished = (text: string) => ({ text, isWanted: ({ isDone }: Truth) => isDone });

export const flavours: readonly Flavour[] = [
  {
    site: 'jiraCloud',
    provider: 'jira',
    deployment: 'cloud',
    projects: names(jiraCloudPlans),
    items: workOf(jiraCloudPlans, (stage) => jiraStatuses[stage].name),
    text: indexed('voucher'),
    colleague: 'Jonas Weber',
    query: finished('statusCategory = Done ORDER BY key'),
    missingId: 'NOPE-1',
  },
  {
    site: 'jiraDataCenter',
    provider: 'jira',
    deployment: 'data-center',
    projects: names(jiraDataCenterPlans),
    items: workOf(jiraDataCenterPlans, (stage) => jiraStatuses[stage].name),
    text: indexed('scanner'),
    colleague: 'jonas.weber',
    query: finished('statusCategory = Done'),
    missingId: 'WMS-99999',
  },
  {
    site: 'confluenceCloud',
    provider: 'confluence',
    deployment: 'cloud',
    projects: names(confluenceCloudSpaces),
    items: wordsOf(confluenceCloudSpaces),
    text: indexed('payment'),
    colleague: 'Jonas Weber',
    query: { text: 'type = page AND space = TEAM', isWanted: ({ project }) => project === 'Working Together' },
    missingId: '999999999',
  },
  {
    site: 'confluenceDataCenter',
    provider: 'confluence',
    deployment: 'data-center',
    projects: names(confluenceDataCenterSpaces),
    items: wordsOf(confluenceDataCenterSpaces),
    text: indexed('warehouse'),
    colleague: 'jonas.weber',
    query: { text: 'type = page AND space = ARCH', isWanted: ({ project }) => project === 'Architecture' },
    missingId: '999999999',
  },
  {
    site: 'openproject',
    provider: 'openproject',
    deployment: 'data-center',
    projects: names(openProjectPlans),
    items: workOf(openProjectPlans, (stage) => openProjectStatuses[stage].name),
    text: within('fire', ({ title }) => title),
    colleague: 'Jonas Weber',
    query: finished('[{"status":{"operator":"c","values":[]}}]'),
    missingId: '999999',
  },
  {
    site: 'clickup',
    provider: 'clickup',
    deployment: 'cloud',
    projects: names(clickUpPlans),
    items: workOf(clickUpPlans, (stage) => clickUpStatuses[stage].status),
    text: within('newsletter', ({ title, description }) => `${title} ${description}`),
    colleague: 'Jonas Weber',
    missingId: '86czzzzzz',
  },
  {
    site: 'targetprocess',
    provider: 'targetprocess',
    deployment: 'data-center',
    projects: names(targetprocessPlans),
    items: workOf(targetprocessPlans, (stage) => targetprocessStates[stage].name),
    text: within('refund', ({ title }) => title),
    colleague: 'Jonas Weber',
    query: finished("EntityState.IsFinal eq 'true'"),
    missingId: '99999999',
  },
];
