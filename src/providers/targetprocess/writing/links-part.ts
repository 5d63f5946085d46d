import { isSameName } from '../../name-match.ts';
import type { LinkInput } from '../../writes.ts';
import { idIn, readEntity } from '../item.ts';
import { namesIn } from '../process.ts';
import { linkName, readLinkName } from '../relation-names.ts';
import { asJson, generalFields } from '../requests.ts';
import { written } from '../schemas.ts';
import type { WriteContext } from './context.ts';
import { refuseValue, type Part } from './part.ts';
import { joined, linkText, linkTexts } from './snapshot.ts';

type Wanted = { readonly text: string; readonly typeId: string; readonly isMaster: boolean; readonly to: string };

/** Relations have a type, given by its number, and a direction: this item is the master unless it says "(inbound)". */
export async function linksPart(
  context: WriteContext,
  add: readonly LinkInput[],
  remove: readonly LinkInput[],
): Promise<Part | undefined> {
  if (add.length === 0 && remove.length === 0) return undefined;
  const { site, before, signal } = context;
  const types = await namesIn(site.api, 'RelationTypes', signal);
  const read = (link: LinkInput): Wanted => {
    const { relationType, isMaster } = readLinkName(link.type);
    const type = types.find(({ Name }) => isSameName(Name, relationType));
    if (type === undefined) {
      throw refuseValue(
        link.type,
        types.flatMap(({ Name }) => [Name, linkName(Name, false)]),
      );
    }
    const to = idIn(link.to);
    return { text: linkText(linkName(type.Name, isMaster), to), typeId: type.Id, isMaster, to };
  };
  const reached = async (wanted: Wanted): Promise<Wanted> => {
    const { Project } = await readEntity(site.api, wanted.to, { columns: generalFields }, signal);
    if (Project?.Id !== undefined) context.alsoIn.add(Project.Id);
    return wanted;
  };
  const present = before === undefined ? [] : linkTexts(before);
  const gone: Wanted[] = [];
  for (const link of remove) gone.push(await reached(read(link)));
  const fresh: Wanted[] = [];
  for (const link of add) {
    const wanted = await reached(read(link));
    if (!present.includes(wanted.text)) fresh.push(wanted);
  }
  const stay = present.filter((text) => !gone.some((one) => one.text === text));
  return {
    field: 'links',
    after: joined([...stay, ...fresh.map(({ text }) => text)]),
    read: (snapshot) => joined(linkTexts(snapshot)),
    act: (id, during) => relate(context, id, { fresh, gone }, during),
  };
}

async function relate(
  { site, before }: WriteContext,
  id: string,
  { fresh, gone }: { readonly fresh: readonly Wanted[]; readonly gone: readonly Wanted[] },
  signal?: AbortSignal,
): Promise<void> {
  for (const { typeId, isMaster, to } of fresh) {
    const [master, slave] = isMaster ? [id, to] : [to, id];
    const ends = { Master: { Id: Number(master) }, Slave: { Id: Number(slave) } };
    const body = { ...ends, RelationType: { Id: Number(typeId) } };
    await site.api.send({ method: 'POST', path: '/api/v1/Relations', query: asJson, body, signal }, written);
  }
  const texts = before === undefined ? [] : linkTexts(before);
  for (const [index, relation] of (before?.relations ?? []).entries()) {
    if (!gone.some(({ text }) => text === texts[index])) continue;
    await site.api.send({ method: 'DELETE', path: `/api/v1/Relations/${relation.Id}`, query: asJson, signal }, written);
  }
}
