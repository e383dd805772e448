import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../db/connection.ts';
import { schemaText } from '../db/schema-text.ts';

/** Writes the schema that all migrations make, so that a change of it is one readable difference. */
const { sqlite } = await openDatabase({ file: ':memory:' });
writeFileSync(path.join(import.meta.dirname, '../db/schema.snapshot.sql'), schemaText(sqlite));
