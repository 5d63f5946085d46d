import { accountId } from '../jira/dialect.ts';
import { wikiUserKey } from './dialect.ts';
import type { Person } from '../company/people.ts';
import type { WikiPage } from './content.ts';
import type { WikiWorld } from './world.ts';

const hourMs = 3_600_000;

export const accountLink = (person: Person): string => `ri:account-id="${accountId(person)}"`;
export const userKeyLink = (person: Person): string => `ri:userkey="${wikiUserKey(person)}"`;

/** What Confluence's editor makes and Markdown has no word for. */
const checklist = (user: string, title: string): string =>
  [
    '<ac:structured-macro ac:name="info" ac:schema-version="1" ac:macro-id="5f1c0d9e-0001-4000-8000-000000000001">',
    '<ac:rich-text-body><p>Read this first.</p></ac:rich-text-body></ac:structured-macro>',
    '<h2>Who does what</h2>',
    `<table data-layout="default"><tbody><tr><th><p>Part</p></th><th><p>Person</p></th></tr>`,
    `<tr><td><p>Texts</p></td><td><p><ac:link><ri:user ${user} /></ac:link>&nbsp;</p></td></tr></tbody></table>`,
    '<h2>Steps</h2>',
    '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>',
    '<ac:task-body>Tell everybody</ac:task-body></ac:task></ac:task-list>',
    `<p>See <ac:link><ri:page ri:content-title="${title}" /><ac:plain-text-link-body><![CDATA[the overview]]></ac:plain-text-link-body></ac:link>.</p>`,
    '<p><ac:image ac:width="320"><ri:attachment ri:filename="plan.png" /></ac:image></p>',
    '<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:parameter ac:name="language">bash</ac:parameter>',
    '<ac:plain-text-body><![CDATA[./check.sh --all && echo "<done>"]]></ac:plain-text-body></ac:structured-macro>',
  ].join('');

/** A picture of one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function discuss(world: WikiWorld, page: WikiPage, [mia, jonas, amara]: readonly Person[], now: Date): void {
  if (mia === undefined || jonas === undefined || amara === undefined) return;
  const at = (hours: number): Date => new Date(now.getTime() - hours * hourMs);
  const say = (text: string): string => `<p>${text}</p>`;
  const root = world.addComment({ storage: say('Is this still right?'), by: jonas, at: at(70) }, { page });
  world.addComment(
    { storage: say('Yes, since <strong>last week</strong>.'), by: mia, at: at(48) },
    { page, parent: root },
  );
  const beside = world.addComment(
    { storage: say('Who says so?'), by: amara, at: at(30) },
    { page, selection: { text: 'What matters' } },
  );
  beside.resolution = 'resolved';
}

/** Puts into the new site what the plans have no words for: macros, comments, files, a blog post, a page that is locked. */
export function furnish(world: WikiWorld, now: Date, userLink: (person: Person) => string): WikiWorld {
  for (const space of world.spaces) {
    const [home, first, second] = world.pages.filter((page) => page.space === space);
    const [, person = space.owner] = world.people;
    if (home === undefined || first === undefined || second === undefined) continue;
    const { storage, ...latest } = first.latest;
    first.revisions[first.version - 1] = { ...latest, storage: storage + checklist(userLink(person), home.title) };
    const file = { type: 'image/png', bytes: new Uint8Array(picture), by: person, at: first.updatedAt, comment: '' };
    world.attach(first, 'plan.png', file);
    discuss(world, first, world.people, now);
    second.isRestricted = second.author !== space.owner;
    const at = new Date(now.getTime() - 90 * hourMs);
    const post = {
      title: `News from ${space.name}`,
      storage: '<p>Everything is on time.</p>',
      by: person,
      at,
      message: '',
    };
    world.addPage(post, { kind: 'blogpost', space }).labels = ['news'];
  }
  return world;
}
