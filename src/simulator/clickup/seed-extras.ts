import type { ClickUpWorld, Task } from './world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A red dot. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';
const brief = '# Brief\n\nBalcony and garden, three ideas, tested with twelve customers.\n';

/** What hangs on the first tasks: files, time, links, and two tasks that a sprint shows too. */
export function seedExtras(world: ClickUpWorld, now: Date): void {
  const [first, second, third, fourth] = world.tasks;
  const sprint = world.lists.find(({ startAt, dueAt }) => isActive(startAt, dueAt, now));
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) return;
  addFiles(second);
  third.waitsFor.add(second.id);
  second.links.add(fourth.id);
  fourth.links.add(second.id);
  if (sprint !== undefined) for (const task of [second, third]) task.further.add(sprint);
  for (const [index, task] of [second, second, third].entries()) {
    world.entries.push({
      id: String(4_100_000_000 + index),
      task,
      person: index === 0 ? second.author : (world.people[0] ?? second.author),
      start: now.getTime() - (index + 2) * dayMs,
      duration: (index + 1) * hourMs,
      description: index === 0 ? 'Talked to the agency' : '',
      tags: index === 0 ? ['meeting'] : [],
    });
  }
}

const isActive = (start: number | undefined, due: number | undefined, now: Date): boolean =>
  start !== undefined && due !== undefined && start <= now.getTime() && now.getTime() <= due;

function addFiles(task: Task): void {
  const common = { author: task.author, at: task.updatedAt };
  task.files.push(
    { id: '11c0-brief.md', name: 'brief.md', type: 'text/markdown', bytes: Buffer.from(brief), ...common },
    { id: '12d1-dot.png', name: 'dot.png', type: 'image/png', bytes: Buffer.from(picture, 'base64'), ...common },
  );
}
