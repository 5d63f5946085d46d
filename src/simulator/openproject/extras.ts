import type { Sprint, Version, WrittenPage } from './work.ts';

const dayMs = 86_400_000;
const dayFrom = (now: Date, days: number): string => new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);

/** One that is on, one to come, one that is over. */
export function versionsOf(project: number, now: Date): Version[] {
  const at = { project, id: project * 10 };
  return [
    { ...at, name: 'Autumn', status: 'open', start: dayFrom(now, -30), end: dayFrom(now, 20) },
    { ...at, id: at.id + 1, name: 'Winter', status: 'open', start: dayFrom(now, 21), end: dayFrom(now, 90) },
    { ...at, id: at.id + 2, name: 'Summer', status: 'closed', start: dayFrom(now, -120), end: dayFrom(now, -31) },
  ];
}

/** Only some projects plan in sprints. */
export function sprintsOf(project: number, now: Date): Sprint[] {
  const dates = (from: number) => ({ start: dayFrom(now, from), end: dayFrom(now, from + 13) });
  return [
    { project, id: 501, name: 'Bergen 1', status: 'completed', ...dates(-24) },
    { project, id: 502, name: 'Bergen 2', status: 'active', ...dates(-10) },
    { project, id: 503, name: 'Bergen 3', status: 'in_planning', ...dates(4) },
  ];
}

const minutes = `# Minutes

## Decisions

- We keep the opening date.

## Open questions

Who orders the signs?`;

export function pagesOf(project: number, name: string, now: Date): WrittenPage[] {
  const createdAt = new Date(now.getTime() - project * 5 * dayMs);
  const page = { project, createdAt };
  return [
    { ...page, id: project * 10, kind: 'documents', title: `Minutes of ${name}`, text: minutes },
    { ...page, id: project * 10 + 1, kind: 'documents', title: 'House rules', text: 'Shoes off on the *new* floor.' },
    { ...page, id: project * 10, kind: 'wiki_pages', title: `Wiki of ${name}`, text: '' },
  ];
}
