import { z } from 'zod';

/** What a key may do in its system, asked of the system without changing anything. */
export const abilityId = z.enum(['read', 'create', 'edit', 'delete', 'comment', 'log-time', 'attach', 'administer']);
export type AbilityId = z.infer<typeof abilityId>;

/** An ability the system says nothing about is left out. `allowed`: in at least one project. */
export type Ability = { readonly id: AbilityId; readonly allowed: boolean };

/** What is known, in the usual order; what is not is left out. */
export function abilitiesOf(known: Readonly<Partial<Record<AbilityId, boolean | undefined>>>): Ability[] {
  return abilityId.options.flatMap((id) => {
    const allowed = known[id];
    return allowed === undefined ? [] : [{ id, allowed }];
  });
}
