import { accountId } from '../jira/dialect.ts';
import { run, type Language } from '../query/evaluate.ts';
import { choiceField, textField } from '../query/fields.ts';
import { parseQuery } from '../query/parse.ts';
import { QueryFault } from '../query/tokens.ts';
import { wikiError } from './errors.ts';
import type { Answer } from '../server/answer.ts';
import type { Call } from '../server/call.ts';
import type { Wiki } from './shared-routes.ts';
import type { Person } from '../company/people.ts';

const byId = choiceField<Person>({ names: (person) => [accountId(person).toLowerCase()] });

/** Only questions about people are allowed here. */
const language: Language<Person> = {
  fields: {
    type: choiceField({ names: () => ['user'] }),
    user: byId,
    'user.accountid': byId,
    'user.fullname': textField({ text: ({ name }) => name }),
  },
  unknownField: (name) => new QueryFault(`Field '${name}' is not allowed in a search for users`),
  unsupportedOperator: ({ field, operator }) =>
    new QueryFault(`Operator '${operator}' is not supported by field '${field}'`),
};

/** The people a query fits, or the answer to one that does not parse. */
export function findPeople(wiki: Wiki, cql: string): Person[] | Answer {
  try {
    return run(language, parseQuery(cql), wiki.world.people);
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return wikiError(`Could not parse cql : ${cql}. ${error.message}`, 400, 'Bad Request');
  }
}

export function drawPerson({ dialect }: Wiki, person: Person, { base, now }: Call): Record<string, unknown> {
  return {
    user: dialect.user(person, base),
    title: person.name,
    excerpt: '',
    url: `/people/${accountId(person)}`,
    breadcrumbs: [],
    entityType: 'user',
    iconCssClass: 'aui-icon content-type-profile',
    lastModified: now.toISOString(),
    score: 0,
  };
}
