import { z } from 'zod';

/** What a key may do in its system, asked of the system without changing anything. */
export const abilityId = z.enum(['read', 'create', 'edit', 'delete', 'comment', 'log-time', 'attach', 'administer']);
export type AbilityId = z.infer<typeof abilityId>;

/** An ability the system says nothing about is left out. `allowed`: in at least one project. */
export const ability = z.object({ id: abilityId, allowed: z.boolean() });
export type Ability = z.infer<typeof ability>;
