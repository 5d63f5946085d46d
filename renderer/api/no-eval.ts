import { config } from 'zod';

// zod would compile its schemas with `new Function`, which the page's content security policy forbids.
config({ jitless: true });
