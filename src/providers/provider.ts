import { z } from 'zod';
import type { Ability } from './abilities.ts';
import type { AttachmentCalls } from './attachments.ts';
import type { ParallelLimits } from './http/parallel-limit.ts';
import type { OperationAnswer, OperationCall } from './operation-call.ts';
import type { PageCalls } from './pages.ts';
import type { ListPeopleQuery, ListSprintsQuery, Person, Sprint } from './people.ts';
import type { DescribeProjectQuery, ProjectDescription } from './project-description.ts';
import type { TokenCalls } from './tokens.ts';
import type { Account, Item, ItemSummary, Page, Project } from './vocabulary.ts';
import type { ItemWrites } from './writes.ts';

export const providerIds = ['jira', 'confluence', 'openproject', 'clickup', 'targetprocess'] as const;
export const providerId = z.enum(providerIds);
export type ProviderId = z.infer<typeof providerId>;

const deployment = z.enum(['cloud', 'data-center']);
export type Deployment = z.infer<typeof deployment>;

export const authMethodId = z.enum([
  'api-token',
  'personal-access-token',
  'password',
  'api-key',
  'access-token',
  'service-token',
]);
export type AuthMethodId = z.infer<typeof authMethodId>;

/** One way to sign in to a system, as the form shows it. */
const authMethodDescriptor = z.object({
  id: authMethodId,
  /** "API token (Cloud)" */
  label: z.string(),
  /** The label of the account field; absent means the method needs no account. */
  accountLabel: z.string().optional(),
  accountPlaceholder: z.string().optional(),
  secretLabel: z.string(),
  secretPlaceholder: z.string().optional(),
  /** One sentence below the secret field: where it comes from, what rights it needs. */
  help: z.string(),
  /** Absent: works with every deployment. */
  deployment: deployment.optional(),
  /** Days after which a new key of this kind ends at the latest; absent means never or unknown. */
  maxLifetimeDays: z.number().int().positive().optional(),
  /** The page where this kind of key is made; `{baseUrl}` stands for the address. */
  tokenPage: z.string().optional(),
});

/** What the window needs to know of a system to show its form: pure data. */
export const providerDescriptor = z.object({
  id: providerId,
  name: z.string(),
  summary: z.string(),
  addressLabel: z.string(),
  addressPlaceholder: z.string(),
  addressHelp: z.string(),
  /** Present where the address is the same for everybody (ClickUp); the form then hides the field. */
  fixedAddress: z.string().optional(),
  authMethods: z.array(authMethodDescriptor).nonempty(),
});
export type ProviderDescriptor = z.infer<typeof providerDescriptor>;

/** What was found at an address. Stored with the connection, so that it is found only once. */
export const endpoint = z.object({
  /** The address people see, without a trailing slash: `https://example.atlassian.net`. */
  baseUrl: z.string(),
  /** Where the calls go, when that differs: the Atlassian gateway for scoped tokens. */
  apiBaseUrl: z.string().optional(),
  deployment,
});
export type Endpoint = z.infer<typeof endpoint>;

/** How calls are signed. Held in memory only, for as long as a client lives. */
export type Credentials = {
  readonly method: AuthMethodId;
  readonly account?: string | undefined;
  readonly secret: string;
};

export type HttpOptions = {
  readonly timeoutMs: number;
  readonly retries: number;
  /** Requests of one connection at the same moment; absent: no limit. */
  readonly maxParallel?: number | undefined;
  /** Who shares that limit: the connection's id; absent: all that ask the same server. */
  readonly limitedAs?: string | undefined;
} & NetworkWay;

/** How a request gets out of a company's network. */
export type NetworkWay = {
  /** An address, or `none`; absent: as in the settings or the environment. */
  readonly proxy?: string | undefined;
  /** A PEM file to trust besides the system's authorities. */
  readonly caFile?: string | undefined;
};

/** fetch that is told the way; the plain one goes its own. */
export type ProviderFetch = (
  input: Parameters<typeof globalThis.fetch>[0],
  init?: RequestInit,
  way?: NetworkWay,
) => Promise<Response>;
export const defaultHttpOptions: HttpOptions = { timeoutMs: 30_000, retries: 3 };

/** What a provider is given from outside. */
export type ProviderParts = {
  readonly fetch: ProviderFetch;
  /** Absent in tests of one client: nothing is limited. */
  readonly limits?: ParallelLimits | undefined;
  /** Waiting between retries; tests pass one that does not wait. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly now: () => Date;
  /** `https://api.atlassian.com`; the simulator's address in demo mode and tests. */
  readonly atlassianGateway: string;
  /** `https://api.clickup.com`; likewise. */
  readonly clickUpAddress: string;
  /** The product's version, for the User-Agent. */
  readonly version?: string | undefined;
};

export type ListProjectsQuery = {
  readonly text?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type SearchItemsQuery = {
  readonly text?: string | undefined;
  /** A project's id, key or name. */
  readonly project?: string | undefined;
  /** A state's name, or `open` or `done`. */
  readonly state?: string | undefined;
  readonly type?: string | undefined;
  readonly label?: string | undefined;
  /** Name or id of a sprint, or `current`. */
  readonly sprint?: string | undefined;
  /** Due before this day, `YYYY-MM-DD`. With `state: 'open'` and today it means overdue. */
  readonly dueBefore?: string | undefined;
  /** `me` for the key's owner. */
  readonly assignee?: string | undefined;
  /** ISO date or timestamp. */
  readonly updatedSince?: string | undefined;
  /** The system's own language (JQL, CQL, OpenProject filters JSON, ClickUp filters JSON, Targetprocess where); replaces the fields above. */
  readonly query?: string | undefined;
  /** Ids (`Project.id`): nothing outside these projects, whatever else is asked, `query` included. */
  readonly within?: readonly string[] | undefined;
  /** Further fields to give with each item, by the name people see or the system's own. */
  readonly fields?: readonly string[] | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

export const itemInclude = z.enum([
  'comments',
  'history',
  'links',
  'children',
  'attachments',
  'time',
  'development',
  'watchers',
  'moves',
]);
export type ItemInclude = z.infer<typeof itemInclude>;

export type GetItemOptions = {
  readonly include?: readonly ItemInclude[] | undefined;
  /** Further fields, by the name people see or the system's own; `*` for all that have a value. */
  readonly fields?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** One connection's calls. A missing member: the system has no such thing. Every failure is an AppError with a connection code (src/diagnosis/). */
export interface ProviderClient {
  /** Proves that the key works by asking whose it is; an anonymous answer is a failure. */
  whoAmI(signal?: AbortSignal): Promise<Account>;
  /** What the key may do, without doing it. A system that cannot be asked answers only what it tells. */
  abilities?(signal?: AbortSignal): Promise<readonly Ability[]>;
  /** The user's own tokens at the system. Never offered to Claude (src/policy leaves it out). */
  readonly tokens?: TokenCalls;
  listProjects(query: ListProjectsQuery): Promise<Page<Project>>;
  searchItems(query: SearchItemsQuery): Promise<Page<ItemSummary>>;
  getItem(id: string, options?: GetItemOptions): Promise<Item>;
  describeProject?(query: DescribeProjectQuery): Promise<ProjectDescription>;
  listPeople?(query: ListPeopleQuery): Promise<Page<Person>>;
  listSprints?(query: ListSprintsQuery): Promise<Page<Sprint>>;
  readonly items?: ItemWrites;
  readonly pages?: PageCalls;
  readonly attachments?: AttachmentCalls;
  /** Any call of the system's own API. Says nothing of what it means: who calls it checks what the user allows. */
  call?(operation: OperationCall): Promise<OperationAnswer>;
}

export type ClientSettings = {
  readonly endpoint: Endpoint;
  readonly credentials: Credentials;
  readonly http: HttpOptions;
  readonly workspaceId?: string | undefined;
  /**
   * Asked when the system refused the key: the credentials as they are now, where they changed meanwhile (the key was
   * rotated while the call was under way). The refused request, and only it, is then sent once more.
   */
  readonly renew?: (() => Promise<Credentials | undefined>) | undefined;
};

export type LocateRequest = {
  /** As the user typed or pasted it: no scheme, `/wiki`, an issue link. */
  readonly address: string;
  readonly credentials: Credentials;
  readonly http: HttpOptions;
  readonly signal?: AbortSignal | undefined;
};

/** What answers at an address. */
export type Identified = {
  readonly endpoint: Endpoint;
  /** Atlassian's cloud: where tokens with scopes are accepted. */
  readonly gateway?: string | undefined;
};

export interface Provider {
  readonly descriptor: ProviderDescriptor;
  /** The address the user means, in full; `undefined` where what was typed is none. */
  readAddress(typed: string): URL | undefined;
  /** Finds out what is at an address without a key: nobody signs in. Fails as `locate` does. */
  identify(request: Omit<LocateRequest, 'credentials'>): Promise<Identified>;
  /** Finds out what is at an address: its clean form, Cloud or Data Center, and the gateway where the key needs it. */
  locate(request: LocateRequest): Promise<Endpoint>;
  open(settings: ClientSettings): ProviderClient;
}
