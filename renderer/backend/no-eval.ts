import { config } from 'zod';

/** Zod tries `new Function('')` to see whether it may compile checks; the content security policy forbids and reports it. */
config({ jitless: true });
