import { QueryFault } from '../query/tokens.ts';
import { run, type Field, type Language } from '../query/evaluate.ts';
import { choiceField, dateField, textField } from '../query/fields.ts';
import { parseQuery } from '../query/parse.ts';
import { ancestorsOf, type Space, type WikiPage } from './content.ts';
import { storageWords } from './storage.ts';
import type { WikiWorld } from './world.ts';
import type { Identity } from '../server/call.ts';
import type { Person } from '../company/people.ts';

/** Search finds pages, and spaces when `type = space` allows it. */
export type Hit = { readonly space: Space; readonly page: WikiPage | undefined };

type Setting = {
  readonly world: WikiWorld;
  readonly identity: Identity;
  readonly now: Date;
  /** What a person is called in CQL: account id on Cloud, user name on Data Center. */
  readonly userName: (person: Person) => string;
};

const types = ['page', 'blogpost', 'comment', 'attachment', 'space', 'user'];
const titleOf = (hit: Hit): string => hit.page?.title ?? hit.space.name;
const textOf = (hit: Hit): string => (hit.page === undefined ? hit.space.about : storageWords(hit.page.storage));

function personField(person: (hit: Hit) => Person | undefined, { identity, userName }: Setting): Field<Hit> {
  return choiceField({
    names: (hit) => {
      const found = person(hit);
      return found === undefined ? [] : [userName(found).toLowerCase()];
    },
    call: (name) => {
      if (name !== 'currentuser') return undefined;
      return identity.kind === 'known' ? userName(identity.person).toLowerCase() : '(nobody)';
    },
  });
}

function typeField(): Field<Hit> {
  return choiceField({
    names: (hit) => [hit.page?.kind ?? 'space'],
    check: (value) => {
      if (!types.includes(value.toLowerCase())) throw new QueryFault(`The content type ${value} does not exist`);
    },
  });
}

function cqlFields(setting: Setting): Record<string, Field<Hit>> {
  const dated = (date: (hit: Hit) => Date): Field<Hit> =>
    dateField({
      date,
      now: setting.now,
      bareOffsets: false,
      invalid: (text) => new QueryFault(`The date ${text} is not valid`),
    });
  const title = textField<Hit>({
    text: titleOf,
    operators: ['=', '!=', '~', '!~', 'in', 'not in'],
    sortValue: titleOf,
  });
  const words = textField<Hit>({ text: (hit) => `${titleOf(hit)} ${textOf(hit)}`, operators: ['~', '!~'] });
  const space = choiceField<Hit>({ names: (hit) => [hit.space.key.toLowerCase()], sortValue: (hit) => hit.space.key });
  const author = personField((hit) => hit.page?.author, setting);
  const id = choiceField<Hit>({ names: (hit) => (hit.page === undefined ? [] : [hit.page.id]) });
  const modified = dated((hit) => hit.page?.updatedAt ?? hit.space.createdAt);
  return {
    type: typeField(),
    ...{ space, 'space.key': space },
    ...{ title, 'space.title': textField<Hit>({ text: (hit) => hit.space.name }) },
    ...{ text: words, sitesearch: words },
    ...{ id, content: id },
    label: choiceField({ names: (hit) => hit.page?.labels ?? [] }),
    parent: choiceField({ names: (hit) => (hit.page?.parent === undefined ? [] : [hit.page.parent.id]) }),
    ancestor: choiceField({
      names: (hit) => (hit.page === undefined ? [] : ancestorsOf(hit.page).map((page) => page.id)),
    }),
    creator: author,
    contributor: personField((hit) => hit.page?.editor, setting),
    lastmodified: modified,
    created: dated((hit) => hit.page?.createdAt ?? hit.space.createdAt),
  };
}

const cqlLanguage = (setting: Setting): Language<Hit> => ({
  fields: cqlFields(setting),
  unknownField: (name) => new QueryFault(`Field '${name}' does not exist`),
  unsupportedOperator: ({ field, operator }) =>
    new QueryFault(`Operator '${operator}' is not supported by field '${field}'`),
});

/** Pages in their order unless the query sorts; spaces last. Throws QueryFault. */
export function searchWiki(cql: string, setting: Setting): Hit[] {
  const query = parseQuery(cql);
  if (query.condition === undefined) throw new QueryFault('The query has no restriction');
  const { world, identity } = setting;
  const pages = world.visibleContents(identity).map((page): Hit => ({ page, space: page.space }));
  const spaces = world.visibleSpaces(identity).map((space): Hit => ({ page: undefined, space }));
  return run(cqlLanguage(setting), query, [...pages, ...spaces]);
}
